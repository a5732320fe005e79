package com.flowex.custody;

/** What a node says to signed bytes. */
public sealed interface Sent {

    /** It has taken them, or had them before. */
    record Taken() implements Sent {}

    /**
     * It does not take them now. Whether somebody else has them nobody knows: its fate is to be asked for.
     *
     * @param why in the node's words
     */
    record NotTaken(String why) implements Sent {}
}
