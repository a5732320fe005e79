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

    /** What it joined with, units of the base asset. */
    long restedUnits;

    WatchedOrder(OrderId id, AccountId account, InstrumentId market, Side side, AccountId party) {
        this.id = id;
        this.account = account;
        this.market = market;
        this.side = side;
        this.party = party;
    }
}
