package com.flowex.simulator.model;

/** What must hold whatever happens to the log. */
public enum Law {
    /** At one place of the log every node applies the same record, and gives the same events and answers. */
    ALIKE,
    /** At one place of the log every node is in the same state, however it got there. */
    SAME_STATE,
    /** What was acknowledged stays in the log. */
    KEPT,
    /** A request is in the log once at most, and an id is taken once at most. */
    ONCE,
    /** A client is told what happened, and asking again tells the same. */
    TOLD,
    /** Of every asset there is neither more nor less than was brought in. */
    ZERO_SUM,
    /** A node that starts finds a snapshot and a log that go on from each other. */
    STARTS,
    /** Events are numbered without a gap, and who reads them takes each once. */
    EVENTS,
    /** What readers made of the events is what the engine has. */
    VIEWS,
    /** When nothing breaks any more everything is answered and every node comes to the end of the log. */
    RESTS,
    /** The engine breaks no invariant of its own. */
    SOUND
}
