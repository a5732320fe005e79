package com.flowex.engine.amend;

import com.flowex.domain.RejectReason;
import com.flowex.domain.command.AmendOrder;
import com.flowex.domain.command.ReduceOrder;
import com.flowex.domain.command.RepriceOrder;
import com.flowex.domain.event.OrderAmended;
import com.flowex.domain.event.OrderDisplayChanged;
import com.flowex.domain.event.OrderReduced;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.market.Notional;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.OrderChange;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.engine.book.OrderPhase;
import com.flowex.engine.book.Orders;
import com.flowex.engine.end.Cancellation;
import com.flowex.engine.end.OrderTermination;
import com.flowex.engine.end.OverdueOrders;
import com.flowex.engine.market.Market;
import com.flowex.engine.match.BookExecution;
import com.flowex.engine.match.MatchPlan;
import com.flowex.engine.match.MatchPlanner;
import com.flowex.engine.match.Matching;
import com.flowex.engine.match.Taker;
import com.flowex.engine.order.OrderAdmission;
import com.flowex.engine.risk.MarketChecks;
import com.flowex.engine.risk.OrderFields;
import com.flowex.engine.risk.PriceBand;
import com.flowex.engine.risk.RiskChecks;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.OpenOrders;
import com.flowex.engine.state.RestingTerms;
import org.jspecify.annotations.Nullable;

/**
 * Changes of resting orders: in place if they get smaller or change their display, otherwise by going through the book
 * again.
 */
public final class Amendment {

    private final ExchangeState state;
    private final OpenOrders open;
    private final Orders orders;
    private final Cancellation cancellation;
    private final OrderTermination ends;
    private final OrderAdmission admission;
    private final RiskChecks riskChecks;
    private final PriceBand priceBand;
    private final MatchPlanner walk;
    private final BookExecution execution;
    private final OverdueOrders overdue;
    private final RestingTerms restingTerms;
    private final Taker taker = new Taker();

    public Amendment(
            ExchangeState state,
            Cancellation cancellation,
            OrderTermination ends,
            OrderAdmission admission,
            MarketChecks checks,
            Matching matching) {
        this.state = state;
        this.open = state.open;
        this.orders = state.open.orders;
        this.cancellation = cancellation;
        this.ends = ends;
        this.admission = admission;
        this.riskChecks = checks.risk();
        this.priceBand = checks.band();
        this.walk = matching.walk();
        this.execution = matching.execution();
        this.overdue = matching.overdue();
        this.restingTerms = new RestingTerms(state);
    }

    /** Returns the open order of the account with this id; {@link Orders#NONE} if it has none. */
    int find(AccountId account, OrderId order) {
        return cancellation.find(account, order.value());
    }

    public void reduce(ReduceOrder command) {
        int slot = find(command.account(), command.order());
        if (slot == Orders.NONE) {
            state.journal.reject(command.account(), RejectReason.UNKNOWN_ORDER);
        } else {
            shrink(command.account(), slot, command.quantity());
        }
    }

    private void shrink(AccountId account, int slot, Quantity quantity) {
        RejectReason refusal = refusalOfReduction(slot, quantity.units());
        if (refusal == null) {
            reduce(account, slot, quantity);
        } else {
            state.journal.reject(account, refusal);
        }
    }

    private @Nullable RejectReason refusalOfReduction(int slot, long quantity) {
        Market market = open.market(slot);
        RejectReason refusal = riskChecks.refusalOfChange(market, true);
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
        return orders.phase(slot) == OrderPhase.RESTS
                && open.partner(slot) == Orders.NONE
                && open.linked(slot) == Orders.NONE;
    }

    /** Makes an order in the book smaller, which keeps its place; cancels it if it has filled as much already. */
    void reduce(AccountId account, int slot, Quantity quantity) {
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

    /** Returns the part of an order that is filled or prevented. */
    long doneOf(int slot) {
        return orders.quantity(slot) - orders.remaining(slot);
    }

    public void amend(AmendOrder command) {
        int slot = find(command.account(), command.order());
        if (slot == Orders.NONE) {
            state.journal.reject(command.account(), RejectReason.UNKNOWN_ORDER);
            return;
        }
        Price price = command.price();
        amend(command.account(), slot, price == null ? orders.price(slot) : price.units(), command.quantity());
    }

    public void reprice(RepriceOrder command) {
        int slot = find(command.account(), command.order());
        if (slot == Orders.NONE) {
            state.journal.reject(command.account(), RejectReason.UNKNOWN_ORDER);
        } else {
            amend(command.account(), slot, command.price().units(), new Quantity(orders.quantity(slot)));
        }
    }

    /**
     * Applies the named fields of a change to a resting order; the rest stays. If only a quantity is named, it must get
     * smaller.
     */
    void change(AccountId account, int slot, OrderChange to) {
        Price price = to.price();
        Quantity quantity = to.quantity();
        Quantity display = to.display();
        if (quantity != null && price == null && display == null) {
            shrink(account, slot, quantity);
            return;
        }
        amend(
                account,
                slot,
                price == null ? orders.price(slot) : price.units(),
                quantity == null ? new Quantity(orders.quantity(slot)) : quantity,
                display == null ? displayOf(slot) : display.units());
    }

    private void amend(AccountId account, int slot, long price, Quantity newQuantity) {
        amend(account, slot, price, newQuantity, displayOf(slot));
    }

    private void amend(AccountId account, int slot, long price, Quantity newQuantity, long display) {
        long quantity = newQuantity.units();
        boolean staysInPlace = price == orders.price(slot) && staysInPlace(slot, quantity, display);
        RejectReason refusal = refusalOf(slot, price, quantity, display, staysInPlace);
        if (refusal != null) {
            state.journal.reject(account, refusal);
            return;
        }
        if (display != displayOf(slot) && quantity > doneOf(slot)) {
            show(account, slot, display);
        }
        if (quantity <= doneOf(slot) || staysInPlace && quantity < orders.quantity(slot)) {
            reduce(account, slot, newQuantity);
        } else if (!staysInPlace) {
            goAnew(account, slot, new Price(price), newQuantity);
        }
    }

    /**
     * Returns true if the order keeps its place. It then only gets smaller or changes its display, so it asks for
     * nothing that it had not queued for.
     */
    private boolean staysInPlace(int slot, long quantity, long display) {
        return quantity < orders.quantity(slot) || quantity == orders.quantity(slot) && display != displayOf(slot);
    }

    /** Returns the quantity that the book shows of an order at a time; 0 means all of it. */
    private long displayOf(int slot) {
        return orders.isIceberg(slot) ? orders.extras.display(orders.extra(slot)) : 0;
    }

    private void show(AccountId account, int slot, long display) {
        Market market = open.market(slot);
        long shown = orders.shown(slot);
        market.book.display(slot, display);
        state.touched.add(market);
        state.journal.emit(new OrderDisplayChanged(
                new OrderId(orders.id(slot)),
                account,
                market.instrument.id(),
                orders.side(slot),
                new Price(orders.price(slot)),
                new Quantity(display),
                new Quantity(shown - orders.shown(slot))));
    }

    private @Nullable RejectReason refusalOf(
            int slot, long price, long quantity, long display, boolean onlyGetsSmaller) {
        Market market = open.market(slot);
        RejectReason refusal =
                riskChecks.refusalOfChange(market, open.account(slot), orders.side(slot), onlyGetsSmaller);
        if (refusal == null && !(isAmendable(slot) && (display == 0 || orders.isIceberg(slot)))) {
            refusal = RejectReason.NOT_AMENDABLE;
        }
        return refusal != null ? refusal : refusalOfTerms(market, slot, price, quantity, display);
    }

    /** Returns the first reason not to change the price and quantity of a linked order in the book. */
    @Nullable
    RejectReason refusalOfLinked(int slot, long price, long quantity) {
        return refusalOfTerms(open.market(slot), slot, price, quantity, displayOf(slot));
    }

    private @Nullable RejectReason refusalOfTerms(Market market, int slot, long price, long quantity, long display) {
        RejectReason refusal = refusalOfFields(market, slot, price, quantity, display);
        return refusal != null ? refusal : refusalOfMarket(market, slot, price, quantity);
    }

    private @Nullable RejectReason refusalOfFields(Market market, int slot, long price, long quantity, long display) {
        RejectReason refusal = OrderFields.refusalOfPrices(market.rules, 0, price, 0);
        if (refusal == null) {
            refusal = OrderFields.refusalOfQuantity(market.rules, quantity);
        }
        if (refusal == null && display != 0) {
            refusal = refusalOfDisplay(market, slot, price, quantity, display);
        }
        if (refusal == null) {
            refusal = OrderFields.refusalOfNotional(market, price, quantity, state.rules());
        }
        return refusal != null ? refusal : refusalOfValue(market, slot, price, quantity, display);
    }

    /**
     * Returns the reason to refuse a display. An unchanged display is not checked against a lot or lowest quantity that
     * the market got later.
     */
    private @Nullable RejectReason refusalOfDisplay(Market market, int slot, long price, long quantity, long display) {
        if (display != displayOf(slot)) {
            return OrderFields.refusalOfDisplay(market, price, display, quantity, state.rules());
        }
        boolean isInvalid =
                display >= quantity || OrderFields.showsTooLittle(market, price, display, quantity, state.rules());
        return isInvalid ? RejectReason.DISPLAY_QUANTITY_INVALID : null;
    }

    private @Nullable RejectReason refusalOfValue(Market market, int slot, long price, long quantity, long display) {
        int account = open.account(slot);
        RejectReason refusal = riskChecks.refusalOfValue(
                Notional.roundedUp(price, quantity, market.conversion),
                market.rules.risk().notionalMaxUnits(),
                state.limitsOf(account, market).orderValueMaxUnits());
        if (refusal == null && overdue.isExpired(slot)) {
            return RejectReason.EXPIRY_PASSED;
        }
        boolean isSame = price == orders.price(slot) && quantity == orders.quantity(slot) && display == displayOf(slot);
        return refusal == null && isSame ? RejectReason.NOTHING_TO_AMEND : refusal;
    }

    private @Nullable RejectReason refusalOfMarket(Market market, int slot, long price, long quantity) {
        Side side = orders.side(slot);
        int accountMarket = orders.accountMarket(slot);
        int account = open.accountMarkets.account(accountMarket);
        long remaining = Math.max(0, quantity - doneOf(slot));
        if (side == Side.BUY
                && admission.isTooLarge(account, accountMarket, market, remaining - orders.remaining(slot))) {
            return RejectReason.POSITION_TOO_LARGE;
        }
        boolean mayNotTake = orders.isPostOnly(slot) || market.state() == MarketState.POST_ONLY;
        if (mayNotTake && priceBand.wouldTake(market, side, price)) {
            return RejectReason.POST_ONLY_WOULD_TAKE;
        }
        if (!PriceBand.crosses(side, priceBand.band(market, side), price)) {
            return RejectReason.PRICE_OUTSIDE_BAND;
        }
        long available = open.available(account, accountMarket, market, side) + open.needOf(market, slot);
        MatchPlan plan = walk.byQuantity(market, account, side, orders.prevention(slot), price, remaining);
        return available < plan.needOf(market, side, price, remaining) ? RejectReason.INSUFFICIENT_FUNDS : null;
    }

    /** Sends an order in the book through it again, with another price or more quantity. */
    void goAnew(AccountId account, int slot, Price price, Quantity quantity) {
        goAnew(account, slot, price, quantity, Orders.NONE);
    }

    /** @param pending slot of the order that waits for this one, {@link Orders#NONE} if none does */
    void goAnew(AccountId account, int slot, Price price, Quantity quantity, int pending) {
        Market market = open.market(slot);
        long remaining = quantity.units() - doneOf(slot);
        takeOut(account, slot, restingTerms.of(slot, price), quantity, remaining);
        taker.pays(orders, pending);
        int who = open.accountMarkets.account(taker.accountMarket);
        execution.enter(
                market, taker, walk.byQuantity(market, who, taker.side, taker.prevention, price.units(), remaining));
    }

    /**
     * Takes an order out of the book for a change after which it loses its place.
     *
     * @return the order with its new terms, to be put into the book; valid until the next call
     */
    Taker takeOut(AccountId account, int slot, OrderTerms.Limit terms, Quantity quantity, long remaining) {
        Market market = open.market(slot);
        Price oldPrice = new Price(orders.price(slot));
        Quantity shown = new Quantity(orders.shown(slot));
        taker.becomeOpen(orders, slot, account);
        open.takeOut(slot);
        state.journal.emit(new OrderAmended(
                taker.id,
                account,
                market.instrument.id(),
                taker.side,
                oldPrice,
                shown,
                terms.price(),
                quantity,
                new Quantity(remaining)));
        taker.begin(terms, quantity.units(), remaining, 0);
        return taker;
    }
}
