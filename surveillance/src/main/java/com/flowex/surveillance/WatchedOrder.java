package com.flowex.surveillance;

import com.flowex.domain.AccountId;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.OrderId;
import com.flowex.domain.Side;

/** An order as far as it has gone. */
final class WatchedOrder {
    final OrderId id;
    final AccountId account;
    final InstrumentId market;
    final Side side;
    final AccountId party;

    /** When it joined the book, log time; 0: it never did. */
    long restedNanos;

    long restedSequence;

    /** The most that it showed to be there since then, units of the base asset. */
    private long mostUnits;

    private long openUnits;

    /** Taken out by its owner or by its end since it had the most, whichever way. */
    private long removedUnits;

    WatchedOrder(OrderId id, AccountId account, InstrumentId market, Side side, AccountId party) {
        this.id = id;
        this.account = account;
        this.market = market;
        this.side = side;
        this.party = party;
    }

    /** It joined the book, or it came back to it after a change: one that is smaller and no worse in price is the same as before. */
    void joined(long sequence, long timeNanos, long units) {
        if (restedNanos == 0 || units > openUnits) {
            restedNanos = timeNanos;
            restedSequence = sequence;
            mostUnits = units;
            removedUnits = 0;
        }
        openUnits = units;
    }

    /** Some of it traded. */
    void traded(long units) {
        openUnits = units;
    }

    /**
     * Its owner made it smaller, or moved it back.
     *
     * @param units open now
     * @param isBack true if it went to a worse price: nothing of it is left where it was
     * @return units of all that was taken out, where that is nearly the whole order; otherwise 0
     */
    long changed(long units, boolean isBack, double nearly) {
        removedUnits += isBack ? openUnits : Math.max(0, openUnits - units);
        return removed(nearly);
    }

    /** The order left its place; its next stay in the book counts as another order. */
    void left() {
        restedNanos = 0;
    }

    /** It ended. Returns the same. */
    long ended(long units, double nearly) {
        removedUnits += units;
        return removed(nearly);
    }

    private long removed(double nearly) {
        return restedNanos != 0 && removedUnits >= nearly * mostUnits ? removedUnits : 0;
    }
}
