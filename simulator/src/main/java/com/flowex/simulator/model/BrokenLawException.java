package com.flowex.simulator.model;

/** Thrown if a law of the simulation is broken. */
public final class BrokenLawException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Law law;

    public BrokenLawException(Law law, String how) {
        super(law + ": " + how);
        this.law = law;
    }

    public BrokenLawException(Law law, String how, Throwable cause) {
        super(law + ": " + how, cause);
        this.law = law;
    }

    public Law law() {
        return law;
    }
}
