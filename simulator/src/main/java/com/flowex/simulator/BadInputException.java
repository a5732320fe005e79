package com.flowex.simulator;

/** What was asked for, or a file that was given, cannot be used. The message is one line for whoever gave it. */
public final class BadInputException extends Exception {

    private static final long serialVersionUID = 1;

    public BadInputException(String line) {
        super(line);
    }
}
