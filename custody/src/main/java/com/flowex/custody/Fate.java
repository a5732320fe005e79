package com.flowex.custody;

import java.math.BigInteger;

/** What became of a transaction. */
public sealed interface Fate {

    /** The node knows nothing of it: never sent, or forgotten. Sending the same bytes again is right. */
    record Unseen() implements Fate {}

    /** It waits for a block. */
    record Waiting() implements Fate {}

    /**
     * In a block.
     *
     * @param block of today's chain
     * @param confirmations blocks on top of it, its own included
     * @param fee what the network took, in smallest units of its own coin
     * @param succeeded false if it moved nothing but the fee, as a contract that reverted
     */
    record Mined(Block block, int confirmations, BigInteger fee, boolean succeeded) implements Fate {}

    /**
     * It can never be mined any more: another transaction has used up what it claims, and is {@code finality} blocks deep.
     *
     * @param by id of the other one, which was found in its block
     */
    record Superseded(String by) implements Fate {}
}
