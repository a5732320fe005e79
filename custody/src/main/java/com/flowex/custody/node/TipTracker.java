package com.flowex.custody.node;

import com.flowex.custody.chain.Block;
import com.flowex.custody.chain.ChainException;
import java.util.concurrent.atomic.AtomicLong;

/** Highest block that a node ever reported. A node that reports a lower one later has lost data, or is another node. */
public final class TipTracker {

    private final String name;
    private final AtomicLong highest = new AtomicLong();

    public TipTracker(String name) {
        this.name = name;
    }

    /**
     * Checks a tip against the highest one, and returns it.
     *
     * @throws ChainException if the node is behind its former tip
     */
    public Block checked(Block tip) {
        long known = highest.accumulateAndGet(tip.height(), Math::max);
        if (tip.height() < known) {
            throw new ChainException("the node of " + name + " is at block " + tip.height() + " and was at " + known);
        }
        return tip;
    }
}
