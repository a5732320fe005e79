package com.flowex.sandbox.wire;

/** Kinds of messages to the child. Each but {@link #ANSWER} begins a call, which {@link ToParent#DONE} ends. */
public enum ToChild {
    /** Source and markets for its check. */
    LOAD,
    /** Begins a run: markets and parameters. */
    RUN,
    START,
    BARS,
    TOP,
    DEPTH,
    TRADE,
    ORDER,
    FILL,
    STOP,
    /** Answer to a question of the child, in a form that follows from the question. */
    ANSWER
}
