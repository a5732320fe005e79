package com.flowex.engine.snapshot;

import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.state.ConditionalOrderState;
import com.flowex.domain.state.HeldPriceState;
import com.flowex.domain.state.OrderPairState;
import com.flowex.domain.state.PaidOrderState;
import com.flowex.domain.state.PendingLoanState;
import com.flowex.domain.state.PendingOrderState;
import com.flowex.domain.state.RepayingOrderState;
import com.flowex.domain.state.RestingOrderState;
import com.flowex.domain.state.StateRecord;
import com.flowex.domain.state.TwapOrderState;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.engine.book.OrderPhase;
import com.flowex.engine.book.Orders;
import com.flowex.engine.conditional.OffBookOrders;
import com.flowex.engine.market.Market;
import com.flowex.engine.risk.OrderFields;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.RestingTerms;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.agrona.collections.Int2IntHashMap;

/**
 * Open orders as records: for each market its book, best first, then the orders on their way by turn, then its other
 * orders outside the book, by order id.
 */
final class OrderRecords {

    private static final int NO_TURN = 0;

    private final ExchangeState state;
    private final Orders orders;
    private final RestingTerms terms;
    private final Consumer<StateRecord> out;

    OrderRecords(ExchangeState state, Consumer<StateRecord> out) {
        this.state = state;
        this.orders = state.open.orders;
        this.terms = new RestingTerms(state);
        this.out = out;
    }

    /** Writes a market's open orders. */
    void write(Market market) {
        writeSide(market, Side.BUY);
        writeSide(market, Side.SELL);
        OffBookOrders outside = market.outside();
        if (outside == null) {
            return;
        }
        for (int slot = outside.taking.first(); slot != Orders.NONE; slot = outside.taking.after(slot)) {
            writeLimitOrder(market, slot, Quantity.ZERO);
        }
        Int2IntHashMap turns = turnsOf(outside);
        for (int slot = outside.all.first(); slot != Orders.NONE; slot = outside.all.after(slot)) {
            out.accept(outside(slot, turns.get(slot)));
            writeEffects(slot);
            if (orders.isPaid(slot)) {
                out.accept(new PaidOrderState(idOf(slot), orders.extras.received(orders.extra(slot))));
            }
            if (holdsAtAPrice(slot)) {
                out.accept(new HeldPriceState(idOf(slot), orders.price(slot)));
            }
        }
        for (int slot = outside.all.first(); slot != Orders.NONE; slot = outside.all.after(slot)) {
            if (state.open.partner(slot) != Orders.NONE && !state.open.isFirstOfPair(slot)) {
                out.accept(new OrderPairState(idOf(state.open.partner(slot)), idOf(slot)));
            }
        }
    }

    private void writeEffects(int slot) {
        DebtEffects effects = orders.effects(slot);
        if (effects.repays()) {
            out.accept(new RepayingOrderState(idOf(slot)));
        }
        if (effects.borrows()) {
            out.accept(new PendingLoanState(idOf(slot), effects.returns()));
        }
    }

    /** Returns the place of each order in the queue for its turn, from 1, by slot. */
    private static Int2IntHashMap turnsOf(OffBookOrders outside) {
        Int2IntHashMap turns = new Int2IntHashMap(NO_TURN);
        for (int slot = outside.triggered.first(); slot != Orders.NONE; slot = outside.triggered.after(slot)) {
            turns.put(slot, turns.size() + 1);
        }
        return turns;
    }

    private void writeSide(Market market, Side side) {
        for (int slot = market.book.front(side); slot != Orders.NONE; slot = market.book.behind(slot)) {
            writeLimitOrder(market, slot, new Quantity(orders.shown(slot)));
        }
    }

    private void writeLimitOrder(Market market, int slot, Quantity shown) {
        out.accept(new RestingOrderState(
                idOf(slot),
                accountOf(slot),
                market.instrument.id(),
                orders.side(slot),
                terms.of(slot, new Price(orders.price(slot))),
                orders.prevention(slot),
                new Quantity(orders.quantity(slot)),
                new Quantity(orders.remaining(slot)),
                shown));
        if (orders.repays(slot)) {
            out.accept(new RepayingOrderState(idOf(slot)));
        }
    }

    /** @param turn place in the queue of triggered orders, {@link #NO_TURN} if the order waits */
    private StateRecord outside(int slot, int turn) {
        int extra = orders.extra(slot);
        OrderRequest request = orders.extras.request(extra);
        if (orders.phase(slot) == OrderPhase.SLICED) {
            return new TwapOrderState(
                    idOf(slot),
                    request,
                    new Quantity(orders.remaining(slot)),
                    orders.extras.slices(extra),
                    state.timers.deadlineNanos(orders.extras.timer(extra)));
        }
        if (orders.phase(slot) == OrderPhase.PENDING || orders.phase(slot) == OrderPhase.STARTING) {
            int working = state.open.linked(slot);
            return new PendingOrderState(idOf(slot), request, working == Orders.NONE ? null : idOf(working), turn);
        }
        return new ConditionalOrderState(idOf(slot), request, orders.extras.extreme(extra), turn);
    }

    private boolean holdsAtAPrice(int slot) {
        OrderTerms terms = orders.request(slot).terms();
        return OrderFields.limitPrice(terms) == 0 && orders.price(slot) != 0;
    }

    private OrderId idOf(int slot) {
        return new OrderId(orders.id(slot));
    }

    private AccountId accountOf(int slot) {
        return state.accounts.id(state.open.account(slot));
    }

    /** Gives the slots of a market's open orders in the order in which they are written. */
    void slots(Market market, IntConsumer each) {
        for (Side side : Side.values()) {
            for (int slot = market.book.front(side); slot != Orders.NONE; slot = market.book.behind(slot)) {
                each.accept(slot);
            }
        }
        OffBookOrders outside = market.outside();
        if (outside != null) {
            for (int slot = outside.taking.first(); slot != Orders.NONE; slot = outside.taking.after(slot)) {
                each.accept(slot);
            }
            for (int slot = outside.all.first(); slot != Orders.NONE; slot = outside.all.after(slot)) {
                each.accept(slot);
            }
        }
    }
}
