package com.flowex.custody.node;

import com.flowex.custody.Block;
import com.flowex.custody.ChainException;
import java.util.concurrent.atomic.AtomicLong;

/** The highest block that a node ever named: one that names a lower one later has lost what it knew, or is another node. */
public final class Tips {

    private final String name;
    private final AtomicLong highest = new AtomicLong();

    public Tips(String name) {
        this.name = name;
    }

    /** @throws ChainException if the node is behind what it was */
    public Block checked(Block tip) {
        long known = highest.accumulateAndGet(tip.height(), Math::max);
        if (tip.height() < known) {
            throw new ChainException("the node of " + name + " is at block " + tip.height() + " and was at " + known);
        }
        return tip;
    }
}
