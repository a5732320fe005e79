package com.flowex.surveillance;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;

/** Order in its present state. */
final class WatchedOrder {
    final OrderId id;
    final AccountId account;
    final InstrumentId market;
    final Side side;
    final AccountId party;

    /** Log time of joining the book; 0 if it never did. */
    long restedNanos;

    long restedSequence;

    /** Largest displayed quantity since then, units of the base asset. */
    private long mostUnits;

    private long openUnits;

    /** Quantity removed by its owner or its end, in any way, since it had the most. */
    private long removedUnits;

    WatchedOrder(OrderId id, AccountId account, InstrumentId market, Side side, AccountId party) {
        this.id = id;
        this.account = account;
        this.market = market;
        this.side = side;
        this.party = party;
    }

    /**
     * Notes that the order joined the book, or came back to it after a change. An order that is smaller and no worse in
     * price counts as the same as before.
     */
    void joined(long sequence, long timeNanos, long units) {
        if (restedNanos == 0 || units > openUnits) {
            restedNanos = timeNanos;
            restedSequence = sequence;
            mostUnits = units;
            removedUnits = 0;
        }
        openUnits = units;
    }

    /**
     * Notes a trade of the order.
     *
     * @param units open quantity after the trade
     */
    void traded(long units) {
        openUnits = units;
    }

    /**
     * Notes that the owner made the order smaller or moved it back.
     *
     * @param units open quantity now
     * @param isBack true if it went to a worse price, so that nothing of it is left in its place
     * @return the total removed quantity if that is nearly the whole order; otherwise 0
     */
    long changed(long units, boolean isBack, double nearly) {
        removedUnits += isBack ? openUnits : Math.max(0, openUnits - units);
        return removed(nearly);
    }

    /** Notes that the order left its place; its next stay in the book counts as another order. */
    void left() {
        restedNanos = 0;
    }

    /** Notes the end of the order; returns the same as {@link #changed}. */
    long ended(long units, double nearly) {
        removedUnits += units;
        return removed(nearly);
    }

    private long removed(double nearly) {
        return restedNanos != 0 && removedUnits >= nearly * mostUnits ? removedUnits : 0;
    }
}
