package com.flowex.trading.market;

import com.flowex.domain.InstrumentId;
import com.flowex.domain.Side;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What rests in every book, as the events say.
 *
 * <p>The view's thread changes it inside {@link #change}, a batch of events at a time; readers see whole batches only.
 */
public final class Books {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<InstrumentId, Depth> depths = new HashMap<>();
    private long sequence;

    /** Runs a change of the books that readers see as one. */
    public void change(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    /** An order, or more of it, joined a level. Only inside {@link #change}. */
    public void rested(InstrumentId instrument, Side side, long priceUnits, long quantityUnits) {
        depth(instrument).add(side, priceUnits, quantityUnits);
    }

    /** Quantity left a level. Only inside {@link #change}. */
    public void left(InstrumentId instrument, Side side, long priceUnits, long quantityUnits) {
        depth(instrument).remove(side, priceUnits, quantityUnits);
    }

    /** Everything up to this event is in. Only inside {@link #change}. */
    public void reached(long eventSequence) {
        sequence = eventSequence;
    }

    /** Forgets everything. Only inside {@link #change}. */
    public void clear() {
        depths.clear();
        sequence = 0;
    }

    /** The best {@code limit} levels of each side. */
    public BookSnapshot snapshot(InstrumentId instrument, int limit) {
        lock.lock();
        try {
            Depth depth = depth(instrument);
            return new BookSnapshot(sequence, depth.best(Side.BUY, limit), depth.best(Side.SELL, limit));
        } finally {
            lock.unlock();
        }
    }

    private Depth depth(InstrumentId instrument) {
        return depths.computeIfAbsent(instrument, _ -> new Depth());
    }
}
