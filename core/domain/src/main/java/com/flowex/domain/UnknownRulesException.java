package com.flowex.domain;

/**
 * Thrown if the log follows rules that this build does not know. This build could not give the same answers as one that
 * does.
 */
public final class UnknownRulesException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    public UnknownRulesException(int version, int newest) {
        super("the log follows rules " + version + ", this build knows rules up to " + newest
                + ": use the build that introduced them, or a later one");
    }
}
