package com.flowex.engine.trigger;

import com.flowex.domain.event.OrderTriggered;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.engine.book.OrderPhase;
import com.flowex.engine.book.Orders;
import com.flowex.engine.conditional.MetTriggerIds;
import com.flowex.engine.conditional.OffBookOrders;
import com.flowex.engine.conditional.TrailingPriceMoves;
import com.flowex.engine.conditional.TrailingStops;
import com.flowex.engine.conditional.TriggerPrices;
import com.flowex.engine.end.OrderTermination;
import com.flowex.engine.market.Market;
import com.flowex.engine.risk.OrderFields;
import com.flowex.engine.risk.RiskChecks;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.SaturatingMath;
import java.util.ArrayList;
import java.util.List;

/** Trigger checks of a market: orders whose trigger is met queue for their turn. */
public final class TriggerChecks {

    private final ExchangeState state;
    private final Orders orders;
    private final OrderTermination ends;
    private final RiskChecks riskChecks;
    private final MetTriggerIds met = new MetTriggerIds();
    private final List<Market> moved = new ArrayList<>();
    private final TrailingPriceMoves look = new TrailingPriceMoves();

    public TriggerChecks(ExchangeState state, OrderTermination ends, RiskChecks riskChecks) {
        this.state = state;
        this.orders = state.open.orders;
        this.ends = ends;
        this.riskChecks = riskChecks;
    }

    /** Returns the prices that a market's orders watch now. */
    TriggerPrices pricesOf(Market market) {
        int ask = market.book.front(Side.SELL);
        int bid = market.book.front(Side.BUY);
        return new TriggerPrices(
                market.lastPrice(),
                ask == Orders.NONE ? 0 : orders.price(ask),
                bid == Orders.NONE ? 0 : orders.price(bid));
    }

    /** Returns true if a stop-loss or take-profit would be met at once; a trailing stop never is. */
    public boolean isMet(Market market, Trigger trigger, Side side) {
        return switch (trigger) {
            case Trigger.StopLoss(var price, var source) ->
                isMet(pricesOf(market).of(source, side), price.units(), side == Side.BUY);
            case Trigger.TakeProfit(var price, var source) ->
                isMet(pricesOf(market).of(source, side), price.units(), side == Side.SELL);
            case Trigger.Trailing _, Trigger.Activated _ -> false;
        };
    }

    private static boolean isMet(long watched, long trigger, boolean upwards) {
        return watched != 0 && (upwards ? watched >= trigger : watched <= trigger);
    }

    /** Returns true if a waiting order would be met at once with this trigger. */
    public boolean isMet(Market market, Trigger trigger, Side side, long extreme) {
        return isMet(market, trigger, side)
                || TrailingStops.isMet(trigger, side, pricesOf(market).of(trigger.source(), side), extreme);
    }

    /** Returns the price at which a new conditional order holds its quantity; 0 if it holds none, or sells. */
    public long holdPrice(Market market, OrderTerms.Conditional terms, Side side) {
        return holdPrice(market, terms, side, 0);
    }

    /** @param extreme best price that a trailing stop has seen; 0 if none yet, or to use the present price */
    public long holdPrice(Market market, OrderTerms.Conditional terms, Side side, long extreme) {
        long limit = OrderFields.limitPrice(terms);
        if (limit != 0 || side == Side.SELL || !state.rules().conditionalMarketBuysHold()) {
            return limit;
        }
        return switch (terms.trigger()) {
            case Trigger.StopLoss(var price, var _) -> price.units();
            case Trigger.TakeProfit(var price, var _) -> price.units();
            case Trigger.Trailing _, Trigger.Activated _ -> highestTriggerPrice(market, terms.trigger(), side, extreme);
        };
    }

    /**
     * Returns the price at which a trailing buy would trigger if the price rose from now on; if it falls, the price is
     * lower.
     */
    private long highestTriggerPrice(Market market, Trigger trailing, Side side, long extreme) {
        long price = extreme == 0 ? firstPrice(market, trailing, side) : extreme;
        return price == 0
                ? 0
                : Math.min(
                        market.rules.priceMaxUnits(),
                        SaturatingMath.sum(price, TrailingStops.distance(trailing, price)));
    }

    /**
     * Returns the first price that a trailing buy sees; that of its activation where it has not been reached, which a loss
     * may pass by. 0 if it is unknown.
     */
    private long firstPrice(Market market, Trigger trailing, Side side) {
        long now = pricesOf(market).of(trailing.source(), side);
        return trailing instanceof Trigger.Activated from && !TrailingStops.begins(trailing, side, now)
                ? from.activation().units()
                : now;
    }

    /** Gives the prices to trailing stops, then triggers the orders that are met, by order id, while steps are left. */
    public void check(Market market) {
        OffBookOrders outside = market.outside();
        if (outside == null || !riskChecks.isTrading(market)) {
            return;
        }
        TriggerPrices prices = pricesOf(market);
        if (outside.watch.trailingCount() > 0) {
            note(market, outside, outside.watch.follow(prices, look));
        }
        if (!outside.watch.isMet(prices)) {
            return;
        }
        outside.watch.collect(prices, met);
        for (int i = 0; i < met.count() && state.steps.areLeft(); i++) {
            int slot = state.open.find(met.id(i));
            // Both orders of a pair may be met; the first has ended the other.
            if (slot != Orders.NONE) {
                trigger(market, outside, slot, prices);
            }
        }
    }

    /**
     * Adds the prices of this look to those of the command. A look in which a loss has activated an order is reported by
     * itself: the best price of all looks need not have reached its activation price.
     */
    private void note(Market market, OffBookOrders outside, boolean isActivatedByLoss) {
        if (!state.rules().levelsAreReported()) {
            look.forget();
            return;
        }
        if (isActivatedByLoss) {
            reportSoFar(market);
        }
        outside.moves.addAll(look);
        look.forget();
        if (outside.moves.isNews()) {
            moved.add(market);
        }
        if (isActivatedByLoss) {
            reportSoFar(market);
        }
    }

    /** Emits, once for each market, the prices that moved its trailing stops in this command. */
    public void report() {
        if (moved.isEmpty()) {
            return;
        }
        moved.sort(Market.BY_ID);
        for (Market market : moved) {
            state.journal.emit(market.outside(orders).moves.report(market.instrument.id()));
        }
        moved.clear();
    }

    /**
     * Emits the prices that have moved a market's trailing stops so far, because an order that begins now has not seen
     * them.
     */
    public void reportSoFar(Market market) {
        if (moved.remove(market)) {
            state.journal.emit(market.outside(orders).moves.report(market.instrument.id()));
        }
    }

    private void trigger(Market market, OffBookOrders outside, int slot, TriggerPrices prices) {
        Trigger trigger = ((OrderTerms.Conditional) orders.request(slot).terms()).trigger();
        int account = state.open.account(slot);
        state.steps.count();
        state.journal.emit(new OrderTriggered(
                new OrderId(orders.id(slot)),
                state.accounts.id(account),
                market.instrument.id(),
                new Price(prices.of(trigger.source(), orders.side(slot)))));
        int partner = state.open.partner(slot);
        outside.watch.remove(slot);
        orders.phase(slot, OrderPhase.TRIGGERED);
        outside.triggered.add(slot);
        ends.endOtherLeg(partner);
    }

    /** Returns true if a market that trades has orders left over that are on their way, have triggered or are met. */
    public boolean isOwing(Market market) {
        OffBookOrders outside = market.outside();
        return outside != null
                && riskChecks.isTrading(market)
                && (outside.triggered.first() != Orders.NONE
                        || market.isTaking()
                        || outside.watch.isMet(pricesOf(market)));
    }

    /** Gives the present price to a new trailing stop. */
    void acceptanceOf(Market market, int slot) {
        Trigger trigger = ((OrderTerms.Conditional) orders.request(slot).terms()).trigger();
        long price = pricesOf(market).of(trigger.source(), orders.side(slot));
        if (trigger.trailing() != null && TrailingStops.begins(trigger, orders.side(slot), price)) {
            orders.extras.extreme(orders.extra(slot), price);
            OffBookOrders outside = market.outside(orders);
            look.add(trigger.source(), orders.side(slot), price);
            note(market, outside, trigger instanceof Trigger.TrailingFromLoss);
        }
    }
}
