package com.flowex.simulator.model;

/** Thrown if a law of the simulation is broken. */
public final class LawViolationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final SimulationLaw law;

    public LawViolationException(SimulationLaw law, String how) {
        super(law + ": " + how);
        this.law = law;
    }

    public LawViolationException(SimulationLaw law, String how, Throwable cause) {
        super(law + ": " + how, cause);
        this.law = law;
    }

    public SimulationLaw law() {
        return law;
    }
}
