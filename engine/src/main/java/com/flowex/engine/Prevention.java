package com.flowex.engine;

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

/** Two orders of one owner meet: instead of trading, one or both lose what the taker's mode says. */
final class Prevention {

    private final ExchangeState state;
    private final OpenOrders open;
    private final Orders orders;
    private final OrderEnds ends;
    private final Matching matching;

    Prevention(ExchangeState state, OrderEnds ends, Matching matching) {
        this.state = state;
        this.open = state.open;
        this.orders = state.open.orders;
        this.ends = ends;
        this.matching = matching;
    }

    void prevent(Market market, Taker taker, int maker) {
        long takerLoses = takerLoses(taker, maker);
        lose(taker, takerLoses);
        boolean takerEnds = taker.remaining() == 0;
        long makerLoses = makerLoses(taker.prevention, maker, takerLoses);
        if (makerLoses == 0) {
            tell(market, taker, maker, 0, 0, takerLoses);
        } else {
            makerLoses(market, taker, maker, makerLoses, takerLoses);
        }
        if (takerEnds) {
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
    }

    private long takerLoses(Taker taker, int maker) {
        return switch (taker.prevention) {
            case EXPIRE_TAKER, EXPIRE_BOTH -> taker.remaining();
            case DECREMENT -> Math.min(taker.open, orders.shown(maker));
            case EXPIRE_MAKER, NONE -> 0;
        };
    }

    private long makerLoses(SelfTradePrevention mode, int maker, long takerLoses) {
        return switch (mode) {
            case EXPIRE_MAKER, EXPIRE_BOTH -> orders.remaining(maker);
            case DECREMENT -> takerLoses;
            case EXPIRE_TAKER, NONE -> 0;
        };
    }

    /** What prevention takes comes off the way at hand first, then off what stands aside. */
    private static void lose(Taker taker, long units) {
        long ofOpen = Math.min(taker.open, units);
        taker.open -= ofOpen;
        taker.aside -= units - ofOpen;
    }

    private void makerLoses(Market market, Taker taker, int maker, long units, long takerLoses) {
        OrderId id = new OrderId(orders.id(maker));
        AccountId account = state.accounts.id(open.desks.account(orders.desk(maker)));
        Price price = new Price(orders.price(maker));
        Side side = orders.side(maker);
        InstrumentId instrument = market.instrument.id();
        boolean makerEnds = units == orders.remaining(maker);
        tell(market, taker, maker, units, makerEnds ? orders.shown(maker) : units, takerLoses);
        int partner = open.partner(maker);
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
        if (!makerEnds) {
            matching.refreshIfUsedUp(market, taker, maker);
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
