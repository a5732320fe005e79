package com.flowex.simulator.history;

/** Type of a line of a history. */
public enum LineType {
    /** A client sent a request. */
    INVOKE,
    /** It is done, or here is the requested answer. */
    OK,
    /** It is not done. */
    FAIL,
    /** The outcome is unknown. */
    INFO
}
