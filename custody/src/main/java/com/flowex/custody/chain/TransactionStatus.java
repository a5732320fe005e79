package com.flowex.custody.chain;

import java.math.BigInteger;

/** Status of a transaction on its network. */
public sealed interface TransactionStatus {

    /** The node does not know it: never sent, or forgotten. The same bytes can be sent again. */
    record Unseen() implements TransactionStatus {}

    /** It waits for a block. */
    record Waiting() implements TransactionStatus {}

    /**
     * It is in a block.
     *
     * @param block block of the main chain
     * @param confirmations blocks on top of it, its own included
     * @param fee fee that the network took, in smallest units of its own coin
     * @param succeeded false if it moved nothing but the fee, as a contract that reverted
     */
    record Mined(Block block, int confirmations, BigInteger fee, boolean succeeded) implements TransactionStatus {}

    /**
     * It can never be mined: another transaction has used up its inputs, and is {@code finality} blocks deep.
     *
     * @param by id of the other transaction, which was found in its block
     */
    record Superseded(String by) implements TransactionStatus {}
}
