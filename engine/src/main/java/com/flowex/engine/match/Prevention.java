package com.flowex.engine.match;

import com.flowex.domain.AccountId;
import com.flowex.domain.ExpiryReason;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.OrderId;
import com.flowex.domain.Price;
import com.flowex.domain.Quantity;
import com.flowex.domain.SelfTradePrevention;
import com.flowex.domain.Side;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.SelfTradePrevented;
import com.flowex.engine.book.Orders;
import com.flowex.engine.end.OrderEnds;
import com.flowex.engine.market.Market;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.OpenOrders;

/** Two orders of one owner meet: instead of trading, one or both lose what the taker's mode says. */
final class Prevention {

    private final ExchangeState state;
    private final OpenOrders open;
    private final Orders orders;
    private final OrderEnds ends;

    Prevention(ExchangeState state, OrderEnds ends) {
        this.state = state;
        this.open = state.open;
        this.orders = state.open.orders;
        this.ends = ends;
    }

    /** Both orders lose so much without a trade. */
    void decrement(Market market, Taker taker, int maker, long units) {
        prevent(market, taker, maker, units, units);
    }

    /** The resting order expires. */
    void pass(Market market, Taker taker, int maker) {
        prevent(market, taker, maker, 0, orders.remaining(maker));
    }

    /** The order loses all that it has open, and the resting order does if the order's mode says so. */
    void stop(Market market, Taker taker, int maker) {
        boolean endsBoth = taker.prevention == SelfTradePrevention.EXPIRE_BOTH;
        prevent(market, taker, maker, taker.remaining(), endsBoth ? orders.remaining(maker) : 0);
    }

    private void prevent(Market market, Taker taker, int maker, long takerLoses, long makerLoses) {
        lose(taker, takerLoses);
        if (makerLoses == 0) {
            tell(market, taker, maker, 0, 0, takerLoses);
        } else {
            makerLoses(market, taker, maker, makerLoses, takerLoses);
        }
    }

    /** An order that has lost all it had open is over. */
    void endIfNothingIsOpen(Market market, Taker taker) {
        if (taker.remaining() > 0) {
            return;
        }
        taker.isEnded = true;
        ends.tell(new OrderExpired(
                taker.id,
                taker.account,
                market.instrument.id(),
                taker.side,
                null,
                Quantity.ZERO,
                Quantity.ZERO,
                ExpiryReason.SELF_TRADE_PREVENTED));
    }

    /** What prevention takes comes off the way at hand first, then off what stands aside. */
    private static void lose(Taker taker, long units) {
        long ofOpen = Math.min(taker.open, units);
        taker.open -= ofOpen;
        taker.aside -= units - ofOpen;
    }

    private void makerLoses(Market market, Taker taker, int maker, long units, long takerLoses) {
        OrderId id = new OrderId(orders.id(maker));
        AccountId account = state.accounts.id(open.account(maker));
        Price price = new Price(orders.price(maker));
        Side side = orders.side(maker);
        InstrumentId instrument = market.instrument.id();
        boolean makerEnds = units == orders.remaining(maker);
        tell(market, taker, maker, units, makerEnds ? orders.shown(maker) : units, takerLoses);
        int partner = open.partner(maker);
        int pending = open.linked(maker);
        open.shrink(market, maker, units, state.journal.timeNanos());
        if (makerEnds) {
            ends.tell(new OrderExpired(
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

    private void tell(Market market, Taker taker, int maker, long makerLoses, long visible, long takerLoses) {
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
