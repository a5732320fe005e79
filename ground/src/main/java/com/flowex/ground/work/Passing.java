package com.flowex.ground.work;

/** Marks a fault of something outside that is expected to pass: one line without a stack trace says all of it. */
public interface Passing {

    /** What does not answer, in the words of whoever asked for it. */
    default String away() {
        return "the database";
    }
}
