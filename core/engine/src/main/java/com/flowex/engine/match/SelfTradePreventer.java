package com.flowex.engine.match;

import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.SelfTradePrevented;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.engine.book.Orders;
import com.flowex.engine.end.OrderTermination;
import com.flowex.engine.market.Market;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.OpenOrders;

/**
 * Self-trade prevention between two orders of one owner. Instead of trading, one or both lose quantity as the taker's
 * mode requires.
 */
final class SelfTradePreventer {

    private final ExchangeState state;
    private final OpenOrders open;
    private final Orders orders;
    private final OrderTermination ends;

    SelfTradePreventer(ExchangeState state, OrderTermination ends) {
        this.state = state;
        this.open = state.open;
        this.orders = state.open.orders;
        this.ends = ends;
    }

    /** Lowers both orders by a quantity without a trade. */
    void decrement(Market market, Taker taker, int maker, long units) {
        prevent(market, taker, maker, units, units);
    }

    /** Expires the resting order. */
    void pass(Market market, Taker taker, int maker) {
        prevent(market, taker, maker, 0, orders.remaining(maker));
    }

    /**
     * Takes the whole open quantity from the incoming order, and from the resting order too if the incoming order's
     * mode says so.
     */
    void stop(Market market, Taker taker, int maker) {
        boolean endsBoth = taker.prevention == SelfTradePrevention.EXPIRE_BOTH;
        prevent(market, taker, maker, taker.remaining(), endsBoth ? orders.remaining(maker) : 0);
    }

    private void prevent(Market market, Taker taker, int maker, long takerLoses, long makerLoses) {
        lose(taker, takerLoses);
        if (makerLoses == 0) {
            report(market, taker, maker, 0, 0, takerLoses);
        } else {
            makerLoses(market, taker, maker, makerLoses, takerLoses);
        }
    }

    /** Ends an order that has lost its whole open quantity. */
    void endIfNothingIsOpen(Market market, Taker taker) {
        if (taker.remaining() > 0) {
            return;
        }
        taker.isEnded = true;
        ends.report(new OrderExpired(
                taker.id,
                taker.account,
                market.instrument.id(),
                taker.side,
                null,
                Quantity.ZERO,
                Quantity.ZERO,
                ExpiryReason.SELF_TRADE_PREVENTED));
    }

    /** Lowers the quantity of the present execution first, then the quantity that is set prevented. */
    private static void lose(Taker taker, long units) {
        long ofOpen = Math.min(taker.open, units);
        taker.open -= ofOpen;
        taker.prevented -= units - ofOpen;
    }

    private void makerLoses(Market market, Taker taker, int maker, long units, long takerLoses) {
        OrderId id = new OrderId(orders.id(maker));
        AccountId account = state.accounts.id(open.account(maker));
        Price price = new Price(orders.price(maker));
        Side side = orders.side(maker);
        InstrumentId instrument = market.instrument.id();
        boolean makerEnds = units == orders.remaining(maker);
        report(market, taker, maker, units, makerEnds ? orders.shown(maker) : units, takerLoses);
        int partner = open.partner(maker);
        int pending = open.linked(maker);
        open.shrink(market, maker, units, state.journal.timeNanos());
        if (makerEnds) {
            ends.report(new OrderExpired(
                    id,
                    account,
                    instrument,
                    side,
                    price,
                    Quantity.ZERO,
                    Quantity.ZERO,
                    ExpiryReason.SELF_TRADE_PREVENTED));
        }
        ends.endOtherLeg(partner);
        if (pending != Orders.NONE) {
            ends.cancelPending(pending);
        }
    }

    private void report(Market market, Taker taker, int maker, long makerLoses, long visible, long takerLoses) {
        state.steps.count();
        state.journal.emit(new SelfTradePrevented(
                market.instrument.id(),
                taker.side,
                new Price(orders.price(maker)),
                new OrderId(orders.id(maker)),
                new Quantity(makerLoses),
                new Quantity(orders.remaining(maker) - makerLoses),
                new Quantity(visible),
                taker.id,
                new Quantity(takerLoses),
                new Quantity(taker.remaining())));
    }
}
