package com.flowex.engine.amend;

import com.flowex.domain.RejectReason;
import com.flowex.domain.command.ReviseOrderPair;
import com.flowex.domain.event.OrderAmended;
import com.flowex.domain.event.OrderRevised;
import com.flowex.domain.market.Notional;
import com.flowex.domain.order.OrderChange;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.PairChange;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.engine.book.OrderPhase;
import com.flowex.engine.book.Orders;
import com.flowex.engine.conditional.TriggerBook;
import com.flowex.engine.end.OverdueOrders;
import com.flowex.engine.market.Market;
import com.flowex.engine.match.BookExecution;
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
import com.flowex.engine.trigger.TriggerChecks;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a pair. Every check is made of both orders before either changes, so both change or neither does. A pair
 * has not traded, because any trade of one order ends the other; therefore all of its quantity is open.
 */
public final class PairRevision {

    private final ExchangeState state;
    private final OpenOrders open;
    private final Orders orders;
    private final Amendment amendment;
    private final OrderAdmission admission;
    private final RiskChecks riskChecks;
    private final PriceBand priceBand;
    private final BookExecution execution;
    private final OverdueOrders overdue;
    private final TriggerChecks triggerWatch;
    private final RestingTerms restingTerms;
    private final Taker taker = new Taker();

    public PairRevision(
            ExchangeState state,
            Amendment amendment,
            OrderAdmission admission,
            MarketChecks checks,
            Matching matching,
            TriggerChecks triggerWatch) {
        this.state = state;
        this.open = state.open;
        this.orders = state.open.orders;
        this.amendment = amendment;
        this.admission = admission;
        this.riskChecks = checks.risk();
        this.priceBand = checks.band();
        this.execution = matching.execution();
        this.overdue = matching.overdue();
        this.triggerWatch = triggerWatch;
        this.restingTerms = new RestingTerms(state);
    }

    public void revise(ReviseOrderPair command) {
        AccountId account = command.account();
        int slot = amendment.find(account, command.order());
        if (slot == Orders.NONE) {
            state.journal.reject(account, RejectReason.UNKNOWN_ORDER);
            return;
        }
        Market market = open.market(slot);
        RejectReason refusal = refusalOfChange(market, slot, command.change());
        RevisedPair revised = refusal == null ? revised(slot, command.change()) : null;
        if (refusal == null) {
            refusal = revised == null ? RejectReason.NOT_AMENDABLE : refusalOf(market, revised);
        }
        if (revised == null || refusal != null) {
            state.journal.reject(account, refusal == null ? RejectReason.NOT_AMENDABLE : refusal);
        } else {
            become(market, account, revised);
        }
    }

    private @Nullable RejectReason refusalOfChange(Market market, int slot, PairChange change) {
        Quantity quantity = change.quantity();
        boolean onlyGetsSmaller =
                change.isOfQuantityAlone() && quantity != null && quantity.units() < orders.quantity(slot);
        RejectReason refusal = riskChecks.refusalOf(market, open.account(slot), orders.side(slot));
        return refusal == null ? riskChecks.refusalOfChange(market, onlyGetsSmaller) : refusal;
    }

    /** Returns the changed pair; null if the order is no part of one, or the change names what its stop does not have. */
    private @Nullable RevisedPair revised(int slot, PairChange change) {
        int partner = open.partner(slot);
        if (partner == Orders.NONE) {
            return null;
        }
        boolean isLimit = orders.phase(slot) == OrderPhase.RESTS;
        int limit = isLimit ? slot : partner;
        int stop = isLimit ? partner : slot;
        OrderRequest request = revisedStop(stop, change.ofStop());
        Price price = change.price() == null ? new Price(orders.price(limit)) : change.price();
        return request == null ? null : new RevisedPair(limit, stop, restingTerms.of(limit, price), request);
    }

    private @Nullable OrderRequest revisedStop(int stop, @Nullable OrderChange change) {
        OrderRequest present = orders.extras.request(orders.extra(stop));
        return change == null ? present : RevisedOrders.of(present, change, extreme(stop) != 0);
    }

    private long extreme(int stop) {
        return orders.extras.extreme(orders.extra(stop));
    }

    private @Nullable RejectReason refusalOf(Market market, RevisedPair to) {
        RejectReason refusal = OrderAdmission.earlier(refusalOfLimit(market, to), refusalOfStop(market, to));
        if (refusal == null && (overdue.isExpired(to.limit()) || overdue.isExpired(to.stop()))) {
            refusal = RejectReason.EXPIRY_PASSED;
        }
        if (refusal == null && OrderAdmission.arePricesCrossed(to.price(), to.request())) {
            refusal = RejectReason.PAIR_PRICES_CROSSED;
        }
        if (refusal == null && !changesLimit(to) && !changesStop(to)) {
            refusal = RejectReason.NOTHING_TO_AMEND;
        }
        return refusal != null ? refusal : refusalOfMarket(market, to);
    }

    private @Nullable RejectReason refusalOfLimit(Market market, RevisedPair to) {
        RejectReason refusal = OrderFields.refusalOf(to.terms(), to.quantity(), market, state.rules());
        return refusal != null
                ? refusal
                : riskChecks.refusalOfValue(
                        Notional.roundedUp(to.price(), to.quantity(), market.conversion),
                        market.rules.risk().notionalMaxUnits(),
                        state.limits.of(open.account(to.limit()), market.index).orderValueMaxUnits());
    }

    private @Nullable RejectReason refusalOfStop(Market market, RevisedPair to) {
        RejectReason refusal = OrderFields.refusalOf(to.request(), market, state.rules());
        return refusal != null ? refusal : admission.refusalOfValue(to.request(), open.account(to.stop()), market, 0);
    }

    private boolean changesLimit(RevisedPair to) {
        return to.price() != orders.price(to.limit()) || to.quantity() != orders.quantity(to.limit());
    }

    private boolean changesStop(RevisedPair to) {
        return !to.request().equals(orders.extras.request(orders.extra(to.stop())));
    }

    private @Nullable RejectReason refusalOfMarket(Market market, RevisedPair to) {
        int accountMarket = orders.accountMarket(to.limit());
        int account = open.accountMarkets.account(accountMarket);
        Side side = to.side();
        long more = to.quantity() - orders.remaining(to.limit());
        if (side == Side.BUY && admission.isTooLarge(account, accountMarket, market, more)) {
            return RejectReason.POSITION_TOO_LARGE;
        }
        if (triggerWatch.isMet(market, to.trigger(), side, extreme(to.stop()))) {
            return RejectReason.WOULD_TRIGGER_AT_ONCE;
        }
        if (priceBand.wouldTake(market, side, to.price())) {
            return RejectReason.POST_ONLY_WOULD_TAKE;
        }
        if (!PriceBand.crosses(side, priceBand.band(market, side), to.price())) {
            return RejectReason.PRICE_OUTSIDE_BAND;
        }
        long available = open.available(account, accountMarket, market, side) + open.needOf(market, to.limit());
        long need = Math.max(
                market.need(side, to.price(), to.quantity()), market.need(side, holdPrice(market, to), to.quantity()));
        return available < need ? RejectReason.INSUFFICIENT_FUNDS : null;
    }

    private long holdPrice(Market market, RevisedPair to) {
        return triggerWatch.holdPrice(market, to.stopTerms(), to.side(), extreme(to.stop()));
    }

    private void become(Market market, AccountId account, RevisedPair to) {
        open.unpair(market, to.limit(), to.stop());
        int limit = changesLimit(to) ? changeLimit(market, account, to) : to.limit();
        if (changesStop(to)) {
            changeStop(market, to);
        }
        open.pair(market, limit, to.stop());
    }

    /**
     * Changes the limit order: it keeps its place if it only gets smaller.
     *
     * @return its slot afterwards
     */
    private int changeLimit(Market market, AccountId account, RevisedPair to) {
        int slot = to.limit();
        Quantity quantity = to.request().quantity();
        Price oldPrice = new Price(orders.price(slot));
        if (to.terms().price().equals(oldPrice) && to.quantity() < orders.quantity(slot)) {
            amendment.reduce(account, slot, quantity);
            return slot;
        }
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
                to.terms().price(),
                quantity,
                quantity));
        taker.begin(to.terms(), to.quantity(), to.quantity(), 0);
        return execution.rest(market, taker, to.terms());
    }

    /** Replaces the request of the stop, which goes on waiting with its timer and its best price. */
    private void changeStop(Market market, RevisedPair to) {
        TriggerBook watch = market.outside(orders).watch;
        long price = holdPrice(market, to);
        watch.remove(to.stop());
        open.revise(market, to.stop(), to.request(), price);
        watch.add(to.stop());
        boolean holdsAtAPrice =
                price != 0 && OrderFields.limitPrice(to.request().terms()) == 0;
        state.journal.emit(new OrderRevised(
                new OrderId(orders.id(to.stop())), to.request(), holdsAtAPrice ? new Price(price) : null));
    }
}
