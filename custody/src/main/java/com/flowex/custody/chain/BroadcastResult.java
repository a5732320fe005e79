package com.flowex.custody.chain;

/** Answer of a node to signed bytes. */
public sealed interface BroadcastResult {

    /** The node has accepted them, or had them before. */
    record Accepted() implements BroadcastResult {}

    /**
     * The node does not accept them now. Another node may have them, so the transaction's status has to be checked.
     *
     * @param why reason in the node's words
     */
    record Refused(String why) implements BroadcastResult {}
}
