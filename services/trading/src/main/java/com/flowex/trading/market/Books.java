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

    /** All books at one point of the log. */
    private static final class State {
        private final ReentrantLock lock = new ReentrantLock();
        private final Map<InstrumentId, MarketDepth> depths = new HashMap<>();
        private long sequence;

        private MarketDepth depth(InstrumentId instrument) {
            return depths.computeIfAbsent(instrument, _ -> new MarketDepth());
        }
    }

    private volatile State state = new State();

    /** Shows from now on what another one holds, and what changes there. */
    public void become(Books other) {
        state = other.state;
    }

    /** Runs a change of the books that readers see as one. */
    public void change(Runnable change) {
        State now = state;
        now.lock.lock();
        try {
            change.run();
        } finally {
            now.lock.unlock();
        }
    }

    /** An order, or more of it, joined a level. Only inside {@link #change}. */
    public void rested(InstrumentId instrument, Side side, long priceUnits, long quantityUnits) {
        state.depth(instrument).add(side, priceUnits, quantityUnits);
    }

    /** Quantity left a level. Only inside {@link #change}. */
    public void left(InstrumentId instrument, Side side, long priceUnits, long quantityUnits) {
        state.depth(instrument).remove(side, priceUnits, quantityUnits);
    }

    /** Everything up to this event is in. Only inside {@link #change}. */
    public void reached(long eventSequence) {
        state.sequence = eventSequence;
    }

    /** The best {@code limit} levels of each side. */
    public BookSnapshot snapshot(InstrumentId instrument, int limit) {
        State now = state;
        now.lock.lock();
        try {
            MarketDepth depth = now.depth(instrument);
            return new BookSnapshot(now.sequence, depth.best(Side.BUY, limit), depth.best(Side.SELL, limit));
        } finally {
            now.lock.unlock();
        }
    }
}
