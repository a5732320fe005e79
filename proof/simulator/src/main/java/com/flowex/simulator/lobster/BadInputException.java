package com.flowex.simulator.lobster;

/** Thrown if the options or a given file cannot be used. The message is one line for the user. */
public final class BadInputException extends Exception {

    private static final long serialVersionUID = 1;

    public BadInputException(String line) {
        super(line);
    }
}
