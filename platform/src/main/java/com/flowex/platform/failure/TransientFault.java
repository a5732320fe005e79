package com.flowex.platform.failure;

/** Marks a transient fault of an outside system; one line without a stack trace describes it. */
public interface TransientFault {

    /** Returns the name of the unreachable system, in the caller's words. */
    default String away() {
        return "the database";
    }
}
