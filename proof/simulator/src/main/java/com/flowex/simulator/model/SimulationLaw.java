package com.flowex.simulator.model;

/** Law that must hold under every fault of the log. */
public enum SimulationLaw {
    /** At one place of the log every node applies the same record, and gives the same events and answers. */
    ALIKE,
    /** At one place of the log every node is in the same state, however it got there. */
    SAME_STATE,
    /** An acknowledged record stays in the log. */
    KEPT,
    /** A request is in the log once at most, and an id is taken once at most. */
    ONCE,
    /** An answer to a client states what happened, and a repeated request gets the same answer. */
    ANSWERED,
    /** The sum of every asset equals exactly what was brought in. */
    ZERO_SUM,
    /** A node that starts finds a snapshot and a log that fit together. */
    STARTS,
    /** Events are numbered without a gap, and a reader takes each once. */
    EVENTS,
    /** The views of readers equal the state of the engine. */
    VIEWS,
    /** When faults have stopped, every request is answered and every node reaches the end of the log. */
    RESTS,
    /** The engine breaks no invariant of its own. */
    SOUND
}
