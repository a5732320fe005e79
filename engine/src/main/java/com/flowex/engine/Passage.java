package com.flowex.engine;

import com.flowex.domain.ExpiryReason;
import com.flowex.domain.OrderTerms;
import com.flowex.domain.Quantity;
import com.flowex.domain.TimeInForce;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderRested;
import com.flowex.engine.book.Flags;
import com.flowex.engine.book.Orders;
import com.flowex.engine.book.Standing;
import com.flowex.engine.timers.Timers;

/** The way of an order through the book: it trades, then what is left of it rests or expires. */
final class Passage {

    private final ExchangeState state;
    private final OpenOrders open;
    private final Matching matching;
    private final OrderEnds ends;
    private final Walk walk;

    Passage(ExchangeState state, Matching matching, OrderEnds ends, Walk walk) {
        this.state = state;
        this.open = state.open;
        this.matching = matching;
        this.ends = ends;
        this.walk = walk;
    }

    /** Sends an order that is in no place through the book. */
    void run(Market market, Taker taker) {
        if (isFillOrKill(taker.terms) && !canFill(market, taker)) {
            expire(market, taker, ExpiryReason.FILL_OR_KILL);
            return;
        }
        Matching.End end = matching.match(market, taker);
        if (taker.isEnded) {
            close(taker);
        } else if (taker.open > 0) {
            restOrExpire(market, taker, end);
        } else if (taker.terms instanceof OrderTerms.MarketByQuote && taker.plan != Walk.End.AMOUNT) {
            expire(market, taker, reasonOf(taker.plan));
        } else {
            close(taker);
        }
        Invariant.check(!market.book.isCrossed(), "the best bid is below the best ask");
    }

    private static boolean isFillOrKill(OrderTerms terms) {
        return terms instanceof OrderTerms.Limit limit && limit.timeInForce() == TimeInForce.FOK;
    }

    private boolean canFill(Market market, Taker taker) {
        int account = open.desks.account(taker.desk);
        walk.byQuantity(market, account, taker.side, taker.prevention, taker.bound, taker.open);
        return walk.traded() == taker.open;
    }

    /** Why an order by quote amount ends that could not use all of it. */
    static ExpiryReason reasonOf(Walk.End plan) {
        return switch (plan) {
            case AMOUNT, BOOK -> ExpiryReason.NO_LIQUIDITY;
            case BOUND -> ExpiryReason.PRICE_BAND;
            case FILL_LIMIT -> ExpiryReason.FILL_LIMIT;
            case OWN_ORDER -> ExpiryReason.SELF_TRADE_PREVENTED;
            case HALTED -> ExpiryReason.CIRCUIT_BREAKER;
        };
    }

    private void restOrExpire(Market market, Taker taker, Matching.End end) {
        if (end == Matching.End.HALTED) {
            expire(market, taker, ExpiryReason.CIRCUIT_BREAKER);
        } else if (end == Matching.End.FILL_LIMIT) {
            expire(market, taker, ExpiryReason.FILL_LIMIT);
        } else if (!(taker.terms instanceof OrderTerms.Limit limit)) {
            boolean isMore = market.book.front(taker.side.opposite()) != Orders.NONE;
            expire(market, taker, isMore ? ExpiryReason.PRICE_BAND : ExpiryReason.NO_LIQUIDITY);
        } else if (limit.mayRest()) {
            rest(market, taker, limit);
        } else {
            expire(market, taker, ExpiryReason.IMMEDIATE_OR_CANCEL);
        }
    }

    /**
     * Puts what is open of an order into the book.
     *
     * @return the order's slot
     */
    int rest(Market market, Taker taker, OrderTerms.Limit limit) {
        int flags = Flags.of(taker.side, Standing.RESTS, taker.prevention, limit.postOnly());
        int slot = open.rest(
                market,
                taker.id.value(),
                taker.desk,
                limit.price().units(),
                taker.quantity,
                taker.open,
                taker.entry,
                flags);
        Quantity remaining = new Quantity(taker.open);
        Quantity shown = remaining;
        if (limit.isIceberg()) {
            shown = new Quantity(Math.min(limit.display().units(), taker.open));
            market.book.show(slot, limit.display().units(), shown.units());
        }
        if (limit.expiresNanos() != 0) {
            open.time(slot, limit.expiresNanos(), Timers.Kind.GOOD_TILL_DATE);
        }
        state.journal.emit(
                new OrderRested(taker.id, market.instrument.id(), taker.side, limit.price(), remaining, shown));
        return slot;
    }

    /** An order that is in no place ends with what it still has open. */
    void expire(Market market, Taker taker, ExpiryReason reason) {
        ends.tell(new OrderExpired(
                taker.id,
                taker.account,
                market.instrument.id(),
                taker.side,
                null,
                new Quantity(taker.remaining()),
                Quantity.ZERO,
                reason));
        close(taker);
    }

    private void close(Taker taker) {
        state.ids.close(taker.entry, open.desks.account(taker.desk), state.journal.timeNanos());
    }
}
