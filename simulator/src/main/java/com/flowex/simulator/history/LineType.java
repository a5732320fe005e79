package com.flowex.simulator.history;

/** What a line of a history says. */
public enum LineType {
    /** A client asked. */
    INVOKE,
    /** It is done, or here is what was asked for. */
    OK,
    /** It is not done. */
    FAIL,
    /** Nobody knows. */
    INFO
}
