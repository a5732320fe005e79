package com.flowex.custody;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * A network, asked through a node: what a custody connector is. One contract test holds all of them ({@code ChainContract}). Any
 * method may take as long as the node's time-out and then throws {@link ChainException}: nothing is known.
 */
public interface Chain extends AutoCloseable {

    Scheme scheme();

    /** The last block that the node has. */
    Block tip();

    /** Today's block of a height; empty above the tip. */
    Optional<Block> block(long height);

    /** Everything that a block paid to anybody; empty if the block is of today's chain no more. */
    Optional<List<Receipt>> receipts(Block block);

    /** What an address has, in the coin's smallest units; of blocks only, not of what waits. */
    BigInteger balance(String address, Coin coin);

    /** What the network would take for one plain payment of a coin now, in smallest units of its own coin. */
    BigInteger fee(Coin coin);

    /**
     * Makes a transaction. Nothing is reserved and nothing is sent.
     *
     * @throws CannotPayException if it cannot be made as things stand
     */
    Draft draft(PaymentOrder order);

    /**
     * Makes the same payment again with a higher fee, using up the same: at most one of the two is ever mined.
     *
     * @throws CannotPayException if the network does not take it or it would cost more
     */
    Draft outbid(Draft stuck, BigInteger feeMax);

    /** Sends signed bytes. Sending them again changes nothing. */
    Sent send(Signed signed);

    /** What became of a transaction. */
    Fate fate(Signed signed);

    @Override
    void close();
}
