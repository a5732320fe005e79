package com.flowex.custody.chain;

import com.flowex.custody.Coin;
import com.flowex.custody.Draft;
import com.flowex.custody.Scheme;
import com.flowex.custody.Signed;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Connector to a network through a node. One contract test holds all implementations ({@code ChainContract}). Any
 * method may take as long as the node's time-out and then throws {@link ChainException}: the outcome is unknown.
 */
public interface Chain extends AutoCloseable {

    Scheme scheme();

    /** Returns the node's last block. */
    Block tip();

    /** Returns the main chain's block of a height; empty above the tip. */
    Optional<Block> block(long height);

    /** Returns all payments of a block; empty if the block is no longer in the main chain. */
    Optional<List<Receipt>> receipts(Block block);

    /** Returns the balance of an address in the coin's smallest units, by mined blocks only. */
    BigInteger balance(String address, Coin coin);

    /** Returns the network's present fee for one plain payment of a coin, in smallest units of its own coin. */
    BigInteger fee(Coin coin);

    /**
     * Makes a transaction. Reserves nothing and sends nothing.
     *
     * @throws CannotPayException if it cannot be made as things stand
     */
    Draft draft(PaymentOrder order);

    /**
     * Makes the same payment again with a higher fee and the same inputs: at most one of the two is ever mined.
     *
     * @throws CannotPayException if the network does not take it, or the fee would exceed the limit
     */
    Draft outbid(Draft stuck, BigInteger feeMax);

    /**
     * Makes a transaction that uses up what a stuck one claims, or a part of it, and pays only {@code own}: once it is final, the stuck
     * one is never mined.
     *
     * @param own address of the payer, which gets back what a UTXO network spends
     * @throws CannotPayException if it cannot be made as things stand; {@code VANISHED} if nothing that the stuck one claims is there
     */
    Draft cancel(Draft stuck, String own, BigInteger feeMax);

    /** Sends signed bytes. Sending them again changes nothing. */
    BroadcastResult send(Signed signed);

    /** Returns the status of a transaction. */
    TransactionStatus status(Signed signed);

    @Override
    void close();
}
