package com.flowex.engine.trigger;

import com.flowex.domain.event.SliceStarted;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Quantity;
import com.flowex.engine.book.OrderFlags;
import com.flowex.engine.book.OrderPhase;
import com.flowex.engine.book.Orders;
import com.flowex.engine.end.OrderTermination;
import com.flowex.engine.market.Market;
import com.flowex.engine.match.MatchExecution;
import com.flowex.engine.match.MatchPlan;
import com.flowex.engine.match.MatchPlanner;
import com.flowex.engine.match.Taker;
import com.flowex.engine.risk.MarketChecks;
import com.flowex.engine.risk.OrderFields;
import com.flowex.engine.risk.PositionLimits;
import com.flowex.engine.risk.PriceBand;
import com.flowex.engine.risk.RiskChecks;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.OpenOrders;
import com.flowex.engine.state.SaturatingMath;
import com.flowex.engine.timers.Timers;

/**
 * Time-weighted orders. One slice at a time goes through the book; its untraded part is spread over the slices that
 * follow.
 */
public final class TimeWeightedOrders {

    private final ExchangeState state;
    private final OpenOrders open;
    private final Orders orders;
    private final RiskChecks riskChecks;
    private final PriceBand priceBand;
    private final PositionLimits positionLimits;
    private final MatchPlanner walk;
    private final MatchExecution matching;
    private final OrderTermination ends;
    private final Taker taker = new Taker();

    public TimeWeightedOrders(
            ExchangeState state,
            MarketChecks checks,
            MatchPlanner walk,
            MatchExecution matching,
            OrderTermination ends) {
        this.state = state;
        this.open = state.open;
        this.orders = state.open.orders;
        this.riskChecks = checks.risk();
        this.priceBand = checks.band();
        this.positionLimits = checks.positions();
        this.walk = walk;
        this.matching = matching;
        this.ends = ends;
    }

    /** Begins an accepted order with its first slice. */
    public void begin(Market market, OrderRequest request, long id, int accountMarket, int entry) {
        int slot = stand(market, request, id, request.quantity().units(), accountMarket, entry);
        slice(market, slot, state.journal.timeNanos());
    }

    /** Stores an order between two slices. */
    int stand(Market market, OrderRequest request, long id, long remaining, int accountMarket, int entry) {
        long price = OrderFields.limitPrice(request.terms());
        int flags = OrderFlags.of(request.side(), OrderPhase.SLICED, request.selfTradePrevention(), false);
        int slot = open.take(market, id, accountMarket, entry, flags);
        orders.set(slot, price, request.quantity().units(), remaining);
        open.standOutside(market, slot, request);
        return slot;
    }

    /**
     * Starts the next slice of an order whose timer is due.
     *
     * @return true if the slice went through the book
     */
    public boolean due(int slot, long deadlineNanos) {
        open.timerTaken(slot);
        if (state.rules().bandFollowsEachTurn()) {
            state.touched.beginTurn();
        }
        return slice(open.market(slot), slot, deadlineNanos);
    }

    private boolean slice(Market market, int slot, long startNanos) {
        int extra = orders.extra(slot);
        OrderRequest request = orders.extras.request(extra);
        OrderTerms.Twap terms = (OrderTerms.Twap) request.terms();
        int slice = orders.extras.slices(extra) + 1;
        orders.extras.slices(extra, slice);
        if (positionLimits.areExceededByFilling(market, slot)) {
            ends.expire(slot, ExpiryReason.POSITION_LIMIT);
            return false;
        }
        long units = sizeOfNext(riskChecks, market, orders.remaining(slot), terms.slices() - slice + 1);
        OrderId id = new OrderId(orders.id(slot));
        state.steps.count();
        state.journal.emit(new SliceStarted(id, request.account(), market.instrument.id(), slice, new Quantity(units)));
        if (units > 0 && isDoneBy(market, slot, request, units)) {
            return true;
        }
        if (slice == terms.slices()) {
            ends.expire(slot, ExpiryReason.SLICES_DONE);
        } else {
            open.time(slot, SaturatingMath.sum(fromOf(startNanos, terms), terms.intervalNanos()), Timers.Kind.SLICE);
        }
        return units > 0;
    }

    /** Returns the time from which the next slice is timed: this slice's own time, or now if it came too late. */
    private long fromOf(long dueNanos, OrderTerms.Twap terms) {
        long nowNanos = state.journal.timeNanos();
        boolean isLate = state.rules().lateSlicesMoveTheRest() && nowNanos - dueNanos >= terms.intervalNanos();
        return isLate ? nowNanos : dueNanos;
    }

    /**
     * Returns the part of the open quantity that the next of {@code slicesLeft} slices takes: nothing where the market
     * does not trade, or while another order is not through with the book.
     */
    public static long sizeOfNext(RiskChecks riskChecks, Market market, long open, int slicesLeft) {
        if (!riskChecks.isTrading(market) || market.isTaking()) {
            return 0;
        }
        if (slicesLeft == 1) {
            return open;
        }
        long share = open / slicesLeft;
        return share - share % market.rules.lotUnits();
    }

    /**
     * Returns true if a buy cannot pay for its slice and hold the rest, because the fills round up.
     *
     * @param plan plan of the slice
     * @param quantity whole open quantity of the order, including the slice
     * @param available available quote units, including those that the order held
     */
    public static boolean isShort(Market market, Side side, MatchPlan plan, long limit, long quantity, long available) {
        return side == Side.BUY && plan.traded() > 0 && plan.costWithRest(market, limit, quantity) > available;
    }

    /**
     * Executes a slice.
     *
     * @return true if the order is done
     */
    private boolean isDoneBy(Market market, int slot, OrderRequest request, long units) {
        long before = orders.remaining(slot);
        open.release(market, slot);
        taker.becomeOpen(orders, slot, request.account());
        taker.begin(request.terms(), request.quantity().units(), units, before - units);
        long worst = priceBand.tighter(market, taker.side, request.terms());
        int account = open.account(slot);
        MatchPlan plan = walk.byQuantity(market, account, taker.side, taker.prevention, worst, units);
        long limit = OrderFields.limitPrice(request.terms());
        if (isShort(
                market,
                taker.side,
                plan,
                limit,
                before,
                open.available(account, taker.accountMarket, market, taker.side))) {
            open.hold(market, slot);
            ends.expire(slot, ExpiryReason.INSUFFICIENT_FUNDS);
            return true;
        }
        matching.carryOut(market, taker, plan);
        open.work(slot, before - taker.remaining());
        if (taker.remaining() == 0) {
            open.end(slot, state.journal.timeNanos());
            return true;
        }
        open.hold(market, slot);
        return false;
    }
}
