package com.flowex.engine.amend;

import com.flowex.domain.RejectReason;
import com.flowex.domain.command.ReviseOrderPair;
import com.flowex.domain.market.Notional;
import com.flowex.domain.order.OrderChange;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.PairChange;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.engine.book.OrderPhase;
import com.flowex.engine.book.Orders;
import com.flowex.engine.end.OverdueOrders;
import com.flowex.engine.market.Market;
import com.flowex.engine.match.BookExecution;
import com.flowex.engine.match.Matching;
import com.flowex.engine.match.Taker;
import com.flowex.engine.order.OrderAdmission;
import com.flowex.engine.order.PairChecks;
import com.flowex.engine.risk.MarketChecks;
import com.flowex.engine.risk.OrderFields;
import com.flowex.engine.risk.PriceBand;
import com.flowex.engine.risk.RiskChecks;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.OpenOrders;
import com.flowex.engine.state.RestingTerms;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a pair whose first order is in the book; {@link OffBookPairRevision} makes those of others. Every check is
 * made of both orders before either changes, so both change or neither does. A pair has not traded, because any trade of
 * one order ends the other; therefore all of its quantity is open.
 */
public final class PairRevision {

    private final ExchangeState state;
    private final OpenOrders open;
    private final Orders orders;
    private final Amendment amendment;
    private final Revision revision;
    private final OrderAdmission admission;
    private final RiskChecks riskChecks;
    private final PriceBand priceBand;
    private final BookExecution execution;
    private final OverdueOrders overdue;
    private final RestingTerms restingTerms;
    private final OffBookPairRevision offBook;

    public PairRevision(
            ExchangeState state,
            Amendment amendment,
            Revision revision,
            OrderAdmission admission,
            MarketChecks checks,
            Matching matching) {
        this.state = state;
        this.open = state.open;
        this.orders = state.open.orders;
        this.amendment = amendment;
        this.revision = revision;
        this.admission = admission;
        this.riskChecks = checks.risk();
        this.priceBand = checks.band();
        this.execution = matching.execution();
        this.overdue = matching.overdue();
        this.restingTerms = new RestingTerms(state);
        this.offBook = new OffBookPairRevision(state, revision, admission, overdue);
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
        if (refusal != null) {
            state.journal.reject(account, refusal);
            return;
        }
        int partner = open.partner(slot);
        int first = open.isFirstOfPair(slot) ? slot : partner;
        if (partner == Orders.NONE) {
            refusal = RejectReason.NOT_AMENDABLE;
        } else {
            int stop = first == slot ? partner : slot;
            refusal = orders.phase(first) == OrderPhase.RESTS
                    ? revise(market, account, first, stop, command.change())
                    : offBook.revise(market, first, stop, command.change());
        }
        if (refusal != null) {
            state.journal.reject(account, refusal);
        }
    }

    /** Changes both orders, or returns the reason why neither changes. */
    private @Nullable RejectReason revise(Market market, AccountId account, int limit, int stop, PairChange change) {
        RevisedPair revised = revised(limit, stop, change);
        if (revised == null) {
            return RejectReason.NOT_AMENDABLE;
        }
        RejectReason refusal = refusalOf(market, revised);
        if (refusal == null) {
            become(market, account, revised);
        }
        return refusal;
    }

    private @Nullable RejectReason refusalOfChange(Market market, int slot, PairChange change) {
        Quantity quantity = change.quantity();
        boolean onlyGetsSmaller =
                change.isOfQuantityAlone() && quantity != null && quantity.units() < orders.quantity(slot);
        return riskChecks.refusalOfChange(market, open.account(slot), orders.side(slot), onlyGetsSmaller);
    }

    /** Returns the changed pair; null if the change names what its orders do not have. */
    private @Nullable RevisedPair revised(int limit, int stop, PairChange change) {
        if (change.firstTrigger() != null) {
            return null;
        }
        OrderRequest request = revisedStop(stop, change.ofStop());
        Price price = change.price() == null ? new Price(orders.price(limit)) : change.price();
        return request == null ? null : new RevisedPair(limit, stop, restingTerms.of(limit, price), request);
    }

    private @Nullable OrderRequest revisedStop(int stop, @Nullable OrderChange change) {
        return change == null ? orders.request(stop) : revision.revised(stop, change);
    }

    private @Nullable RejectReason refusalOf(Market market, RevisedPair to) {
        RejectReason refusal = OrderAdmission.earlier(
                refusalOfLimit(market, to), revision.refusalOfRequest(market, to.stop(), to.request()));
        if (refusal == null && (overdue.isExpired(to.limit()) || overdue.isExpired(to.stop()))) {
            refusal = RejectReason.EXPIRY_PASSED;
        }
        if (refusal == null && PairChecks.areCrossed(to.price(), to.request())) {
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
                        state.limitsOf(open.account(to.limit()), market).orderValueMaxUnits());
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
        if (revision.wouldTrigger(market, to.stop(), to.request())) {
            return RejectReason.WOULD_TRIGGER_AT_ONCE;
        }
        if (priceBand.wouldTake(market, side, to.price())) {
            return RejectReason.POST_ONLY_WOULD_TAKE;
        }
        if (!PriceBand.crosses(side, priceBand.band(market, side), to.price())) {
            return RejectReason.PRICE_OUTSIDE_BAND;
        }
        long available = open.available(account, accountMarket, market, side) + open.needOf(market, to.limit());
        long holdPrice = revision.holdPrice(market, to.stop(), to.request());
        long need = Math.max(market.need(side, to.price(), to.quantity()), market.need(side, holdPrice, to.quantity()));
        return available < need ? RejectReason.INSUFFICIENT_FUNDS : null;
    }

    private void become(Market market, AccountId account, RevisedPair to) {
        open.unpair(market, to.limit(), to.stop());
        int limit = changesLimit(to) ? changeLimit(market, account, to) : to.limit();
        if (changesStop(to)) {
            revision.become(market, to.stop(), to.request());
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
        if (to.price() == orders.price(slot) && to.quantity() < orders.quantity(slot)) {
            amendment.reduce(account, slot, quantity);
            return slot;
        }
        Taker taker = amendment.takeOut(account, slot, to.terms(), quantity, to.quantity());
        return execution.rest(market, taker, to.terms());
    }
}
