package com.flowex.sandbox.wire;

/** Version and bounds of the protocol. */
public final class Wire {

    /** Number of the protocol; both ends come from one build, so that another one is an error. */
    public static final int VERSION = 1;

    /** Longest message to the child: a source and its parameters, or the open orders of an account. */
    public static final int TO_CHILD_MAX = 16 << 20;

    /** Longest message of the child. */
    public static final int TO_PARENT_MAX = 256 << 10;

    /** Longest text of the child but for lines of its log, in bytes. */
    public static final int NAME_MAX = 400;

    /** Longest sentence of the child, in bytes. */
    public static final int SENTENCE_MAX = 4_000;

    /** Highest number of elements of a list that the child sends. */
    public static final int LIST_MAX = 1_000;

    /** Highest number of bars in one message. */
    public static final int BARS_MAX = 512;

    private Wire() {}
}
