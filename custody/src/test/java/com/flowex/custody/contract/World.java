package com.flowex.custody.contract;

import com.flowex.custody.Coin;
import com.flowex.custody.PrivateKeys;
import com.flowex.custody.chain.Chain;
import java.math.BigInteger;
import java.util.List;

/** A network of its own, in which blocks come when they are asked for. */
public interface World extends AutoCloseable {

    /** The connector that is tried. */
    Chain chain();

    /** Private keys of the network. */
    PrivateKeys keys();

    /** The coins that are paid in it: its own coin first. */
    List<Coin> coins();

    /** A valid address of another network. */
    String foreign();

    /** The address with one letter or digit typed wrongly. */
    default String mistyped(String address) {
        char last = address.charAt(address.length() - 1);
        return address.substring(0, address.length() - 1) + (last == 'q' ? 'p' : 'q');
    }

    /** Adds blocks, with all that waits. */
    void mine(int blocks);

    /** An outside payment to an address, and it is mined. */
    void fund(String address, Coin coin, BigInteger units);

    /**
     * The last {@code blocks} blocks are gone, and one more than they were is there instead. Transactions of the
     * removed blocks wait again or are forgotten, as the network has it.
     */
    void reorg(int blocks);

    @Override
    void close();
}
