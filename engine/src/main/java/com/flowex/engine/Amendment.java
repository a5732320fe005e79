package com.flowex.engine;

import com.flowex.domain.AccountId;
import com.flowex.domain.CancelReason;
import com.flowex.domain.MarketState;
import com.flowex.domain.Notional;
import com.flowex.domain.OrderId;
import com.flowex.domain.OrderTerms;
import com.flowex.domain.Price;
import com.flowex.domain.Quantity;
import com.flowex.domain.RejectReason;
import com.flowex.domain.Side;
import com.flowex.domain.command.AmendOrder;
import com.flowex.domain.command.ReduceOrder;
import com.flowex.domain.command.RepriceOrder;
import com.flowex.domain.event.OrderAmended;
import com.flowex.domain.event.OrderReduced;
import com.flowex.domain.event.RequestRejected;
import com.flowex.engine.book.Orders;
import com.flowex.engine.book.Standing;
import org.jspecify.annotations.Nullable;

/** Resting orders that change: smaller in their place, or anew through the book. */
final class Amendment {

    private final ExchangeState state;
    private final OpenOrders open;
    private final Orders orders;
    private final Cancellation cancellation;
    private final OrderEnds ends;
    private final Admission admission;
    private final Gate gate;
    private final Reach reach;
    private final Passage passage;
    private final Overdue overdue;
    private final RestingTerms restingTerms;
    private final Taker taker = new Taker();

    Amendment(
            ExchangeState state,
            Cancellation cancellation,
            OrderEnds ends,
            Admission admission,
            Gate gate,
            Reach reach,
            Passage passage,
            Overdue overdue) {
        this.state = state;
        this.open = state.open;
        this.orders = state.open.orders;
        this.cancellation = cancellation;
        this.ends = ends;
        this.admission = admission;
        this.gate = gate;
        this.reach = reach;
        this.passage = passage;
        this.overdue = overdue;
        this.restingTerms = new RestingTerms(state);
    }

    void reduce(ReduceOrder command) {
        int slot = cancellation.find(command.account(), command.order().value());
        RejectReason refusal = slot == Orders.NONE
                ? RejectReason.UNKNOWN_ORDER
                : refusalOfReduction(slot, command.quantity().units());
        if (refusal == null) {
            reduce(command.account(), slot, command.quantity());
        } else {
            reject(command.account(), refusal);
        }
    }

    private @Nullable RejectReason refusalOfReduction(int slot, long quantity) {
        Market market = open.market(slot);
        RejectReason refusal = gate.refusalOfChange(market, true);
        if (refusal != null) {
            return refusal;
        }
        if (!isAmendable(slot)) {
            return RejectReason.NOT_AMENDABLE;
        }
        if (quantity % market.rules.lotUnits() != 0) {
            return RejectReason.QUANTITY_OFF_LOT;
        }
        return quantity >= orders.quantity(slot) ? RejectReason.NOT_A_REDUCTION : null;
    }

    private boolean isAmendable(int slot) {
        return orders.standing(slot) == Standing.RESTS && open.partner(slot) == Orders.NONE;
    }

    private void reduce(AccountId account, int slot, Quantity quantity) {
        if (quantity.units() <= doneOf(slot)) {
            ends.cancel(slot, CancelReason.REQUESTED);
            return;
        }
        Market market = open.market(slot);
        long shown = orders.shown(slot);
        open.reduce(market, slot, quantity.units());
        state.journal.emit(new OrderReduced(
                new OrderId(orders.id(slot)),
                account,
                market.instrument.id(),
                orders.side(slot),
                new Price(orders.price(slot)),
                quantity,
                new Quantity(orders.remaining(slot)),
                new Quantity(shown - orders.shown(slot))));
    }

    /** What of an order is filled or prevented. */
    private long doneOf(int slot) {
        return orders.quantity(slot) - orders.remaining(slot);
    }

    void amend(AmendOrder command) {
        int slot = cancellation.find(command.account(), command.order().value());
        if (slot == Orders.NONE) {
            reject(command.account(), RejectReason.UNKNOWN_ORDER);
            return;
        }
        Price given = command.price();
        amend(command.account(), slot, given == null ? orders.price(slot) : given.units(), command.quantity());
    }

    void reprice(RepriceOrder command) {
        int slot = cancellation.find(command.account(), command.order().value());
        if (slot == Orders.NONE) {
            reject(command.account(), RejectReason.UNKNOWN_ORDER);
        } else {
            amend(command.account(), slot, command.price().units(), new Quantity(orders.quantity(slot)));
        }
    }

    private void amend(AccountId account, int slot, long price, Quantity newQuantity) {
        long quantity = newQuantity.units();
        boolean onlyGetsSmaller = price == orders.price(slot) && quantity < orders.quantity(slot);
        RejectReason refusal = refusalOf(slot, price, quantity, onlyGetsSmaller);
        if (refusal != null) {
            reject(account, refusal);
        } else if (onlyGetsSmaller || quantity <= doneOf(slot)) {
            reduce(account, slot, newQuantity);
        } else {
            goAnew(account, slot, new Price(price), newQuantity);
        }
    }

    private @Nullable RejectReason refusalOf(int slot, long price, long quantity, boolean onlyGetsSmaller) {
        Market market = open.market(slot);
        RejectReason refusal = gate.refusalOf(market, open.desks.account(orders.desk(slot)));
        if (refusal == null) {
            refusal = gate.refusalOfChange(market, onlyGetsSmaller);
        }
        if (refusal == null && !isAmendable(slot)) {
            refusal = RejectReason.NOT_AMENDABLE;
        }
        if (refusal == null) {
            refusal = refusalOfFields(market, slot, price, quantity);
        }
        return refusal != null ? refusal : refusalOfMarket(market, slot, price, quantity);
    }

    private @Nullable RejectReason refusalOfFields(Market market, int slot, long price, long quantity) {
        RejectReason refusal = OrderFields.refusalOfPrices(market.rules, 0, price);
        if (refusal == null) {
            refusal = OrderFields.refusalOfQuantity(market.rules, quantity);
        }
        if (refusal == null && orders.isIceberg(slot)) {
            long display = orders.extras.display(orders.extra(slot));
            boolean isInvalid =
                    display >= quantity || OrderFields.showsTooLittle(market, price, display, quantity, state.rules());
            refusal = isInvalid ? RejectReason.DISPLAY_QUANTITY_INVALID : null;
        }
        if (refusal == null) {
            refusal = OrderFields.refusalOfNotional(market, price, quantity);
        }
        return refusal != null ? refusal : refusalOfValue(market, slot, price, quantity);
    }

    private @Nullable RejectReason refusalOfValue(Market market, int slot, long price, long quantity) {
        int account = open.desks.account(orders.desk(slot));
        RejectReason refusal = gate.refusalOfValue(
                Notional.roundedUp(price, quantity, market.conversion),
                market.rules.risk().notionalMaxUnits(),
                state.limits.of(account, market.index).orderValueMaxUnits());
        if (refusal == null && overdue.isExpired(slot)) {
            return RejectReason.EXPIRY_PASSED;
        }
        boolean isSame = price == orders.price(slot) && quantity == orders.quantity(slot);
        return refusal == null && isSame ? RejectReason.NOTHING_TO_AMEND : refusal;
    }

    private @Nullable RejectReason refusalOfMarket(Market market, int slot, long price, long quantity) {
        Side side = orders.side(slot);
        int desk = orders.desk(slot);
        int account = open.desks.account(desk);
        long remaining = Math.max(0, quantity - doneOf(slot));
        if (side == Side.BUY && admission.isTooLarge(account, desk, market, remaining - orders.remaining(slot))) {
            return RejectReason.POSITION_TOO_LARGE;
        }
        boolean mayNotTake = orders.isPostOnly(slot) || market.state() == MarketState.POST_ONLY;
        if (mayNotTake && admission.wouldTake(market, side, price)) {
            return RejectReason.POST_ONLY_WOULD_TAKE;
        }
        if (!Taker.crosses(side, reach.band(market, side), price)) {
            return RejectReason.PRICE_OUTSIDE_BAND;
        }
        long available = admission.available(account, desk, market, side) + open.needOf(market, slot);
        return available < market.need(side, price, remaining) ? RejectReason.INSUFFICIENT_FUNDS : null;
    }

    private void goAnew(AccountId account, int slot, Price price, Quantity quantity) {
        Market market = open.market(slot);
        Price oldPrice = new Price(orders.price(slot));
        Quantity shown = new Quantity(orders.shown(slot));
        long remaining = quantity.units() - doneOf(slot);
        OrderTerms.Limit terms = restingTerms.of(slot, price);
        taker.id = new OrderId(orders.id(slot));
        taker.account = account;
        taker.desk = orders.desk(slot);
        taker.entry = orders.tag(slot);
        taker.side = orders.side(slot);
        taker.prevention = orders.prevention(slot);
        open.takeOut(slot);
        state.journal.emit(new OrderAmended(
                taker.id,
                account,
                market.instrument.id(),
                taker.side,
                oldPrice,
                shown,
                price,
                quantity,
                new Quantity(remaining)));
        taker.begin(terms, quantity.units(), remaining, price.units());
        passage.run(market, taker);
    }

    private void reject(AccountId account, RejectReason reason) {
        state.journal.emit(new RequestRejected(account, reason));
    }
}
