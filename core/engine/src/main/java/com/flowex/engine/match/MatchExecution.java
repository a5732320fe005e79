package com.flowex.engine.match;

import com.flowex.domain.event.Fill;
import com.flowex.domain.event.OrderDisplayChanged;
import com.flowex.domain.event.OrderRefreshed;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.market.Notional;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.TradeId;
import com.flowex.domain.value.TransferId;
import com.flowex.engine.account.AccountMarkets;
import com.flowex.engine.book.Orders;
import com.flowex.engine.end.OrderTermination;
import com.flowex.engine.end.OverdueOrders;
import com.flowex.engine.market.Market;
import com.flowex.engine.money.OrderRepayments;
import com.flowex.engine.money.TradeSettlement;
import com.flowex.engine.risk.TradingStatus;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.Invariant;
import com.flowex.engine.state.OpenOrders;

/** Does what a {@link MatchPlan} says: each trade settles at once. */
public final class MatchExecution {

    private final ExchangeState state;
    private final OpenOrders open;
    private final Orders orders;
    private final AccountMarkets markets;
    private final OrderTermination ends;
    private final OverdueOrders overdue;
    private final SelfTradePreventer prevention;
    private final TradeSettlement settlement;
    private final OrderRepayments repayments;
    private final TradingStatus tradingStatus;

    public MatchExecution(
            ExchangeState state,
            OrderTermination ends,
            OverdueOrders overdue,
            TradeSettlement settlement,
            OrderRepayments repayments,
            TradingStatus tradingStatus) {
        this.state = state;
        this.open = state.open;
        this.orders = state.open.orders;
        this.markets = state.open.accountMarkets;
        this.ends = ends;
        this.overdue = overdue;
        this.settlement = settlement;
        this.repayments = repayments;
        this.tradingStatus = tradingStatus;
        this.prevention = new SelfTradePreventer(state, ends);
    }

    /** Does it all, part by part, in the book that the plan was made of. */
    public void carryOut(Market market, Taker taker, MatchPlan plan) {
        for (int part = 0; part < plan.count(); part++) {
            int maker = plan.maker(part);
            switch (plan.kind(part)) {
                case TRADE -> trade(market, taker, plan, part);
                case DECREMENT -> decrement(market, taker, plan, part);
                case PASS -> prevention.pass(market, taker, maker);
                case STOP -> stop(market, taker, maker);
                case OVERDUE -> overdue.end(maker, ends);
                case ABOVE_POSITION_LIMIT -> ends.expire(maker, ExpiryReason.POSITION_LIMIT);
                case UNPAYABLE -> ends.expire(maker, ExpiryReason.UNPAYABLE_REST);
                case REFRESH -> hideAndRefresh(market, maker);
            }
        }
    }

    private void decrement(Market market, Taker taker, MatchPlan plan, int part) {
        int maker = plan.maker(part);
        long units = plan.units(part);
        boolean makerGoesOn = units < orders.remaining(maker);
        prevention.decrement(market, taker, maker, units);
        if (makerGoesOn) {
            refreshIfUsedUp(market, taker, maker, plan.staysInPlace(part));
        }
        prevention.endIfNothingIsOpen(market, taker);
    }

    private void stop(Market market, Taker taker, int maker) {
        prevention.stop(market, taker, maker);
        prevention.endIfNothingIsOpen(market, taker);
    }

    private void trade(Market market, Taker taker, MatchPlan plan, int part) {
        int maker = plan.maker(part);
        long price = orders.price(maker);
        long units = plan.units(part);
        long quote = plan.quote(part);
        Invariant.check(units <= orders.shown(maker), "the book is what the plan was made of");
        long makerRemaining = orders.remaining(maker) - units;
        OrderId makerId = new OrderId(orders.id(maker));
        int makerAccountMarket = orders.accountMarket(maker);
        boolean makerRepays = orders.repays(maker);
        int partner = open.partner(maker);
        int pending = open.linked(maker);
        open.shrink(market, maker, units, state.journal.timeNanos());
        taker.open -= units;
        settlement.settle(market, taker.side, taker.accountMarket, makerAccountMarket, units, quote);
        market.traded(price, state.touched.passage());
        state.steps.count();
        TradeId trade = new TradeId(state.takeTradeId());
        state.journal.emit(new TradeExecuted(
                trade,
                market.instrument.id(),
                taker.side,
                new Price(price),
                new Quantity(units),
                new Amount(market.instrument.quote(), quote),
                makerFill(market, taker, makerId, makerAccountMarket, makerRemaining),
                takerFill(market, taker)));
        if (makerRepays) {
            TransferId id = TransferId.ofRepayment(trade, true);
            int asset = market.heldAsset(taker.side);
            repayments.repay(id, markets.account(makerAccountMarket), asset, settlement.makerReceived());
        }
        if (taker.repays) {
            TransferId id = TransferId.ofRepayment(trade, false);
            int asset = market.heldAsset(taker.side.opposite());
            repayments.repay(id, markets.account(taker.accountMarket), asset, settlement.takerReceived());
        }
        if (pending != Orders.NONE && orders.isPaid(pending)) {
            state.waiting.receive(pending, settlement.makerReceived());
        }
        if (taker.pays != Orders.NONE) {
            state.waiting.receive(taker.pays, settlement.takerReceived());
        }
        ends.endOtherLeg(partner);
        if (makerRemaining > 0) {
            refreshIfUsedUp(market, taker, maker, plan.staysInPlace(part));
        } else if (pending != Orders.NONE) {
            open.letStart(market, pending);
        }
        Invariant.check(
                !tradingStatus.breaks(market, price) || part == plan.count() - 1,
                "a trade that halts the market is the last");
    }

    /**
     * Refreshes an iceberg whose shown part is used up: the next part goes to the back of its price. If the same taker
     * reaches it again, it keeps its place and shows all that the taker still takes. So a small display quantity does
     * not use up the fill limit of a command.
     */
    private void refreshIfUsedUp(Market market, Taker taker, int maker, boolean staysInPlace) {
        if (orders.shown(maker) > 0) {
            return;
        }
        if (staysInPlace) {
            long display = orders.extras.display(orders.extra(maker));
            long shown = Math.max(Math.max(display, leastShown(market, maker)), taker.open);
            market.book.show(maker, display, Math.min(orders.remaining(maker), shown));
        } else {
            market.book.refresh(maker, leastShown(market, maker));
        }
        emitRefreshed(market, maker);
    }

    /** The shown part of an iceberg leaves the book, and the next part joins it at the back of its price. */
    private void hideAndRefresh(Market market, int maker) {
        OrderId id = new OrderId(orders.id(maker));
        state.journal.emit(new OrderDisplayChanged(
                id,
                state.accounts.id(open.account(maker)),
                market.instrument.id(),
                orders.side(maker),
                new Price(orders.price(maker)),
                new Quantity(orders.extras.display(orders.extra(maker))),
                new Quantity(orders.shown(maker))));
        market.book.refresh(maker, leastShown(market, maker));
        emitRefreshed(market, maker);
    }

    /** A part of a bid that is worth less than one quote unit could not trade. */
    private long leastShown(Market market, int maker) {
        return orders.side(maker) == Side.BUY && state.rules().everyFillIsPaid()
                ? market.leastShown(Notional.leastPayable(orders.price(maker), market.conversion))
                : 0;
    }

    private void emitRefreshed(Market market, int maker) {
        state.journal.emit(new OrderRefreshed(
                new OrderId(orders.id(maker)),
                market.instrument.id(),
                orders.side(maker),
                new Price(orders.price(maker)),
                new Quantity(orders.shown(maker))));
    }

    private Fill makerFill(Market market, Taker taker, OrderId maker, int makerAccountMarket, long remaining) {
        boolean isPaidInBase = (taker.side == Side.BUY) == settlement.isRebate();
        AssetId feeAsset = isPaidInBase ? market.instrument.base() : market.instrument.quote();
        return new Fill(
                maker,
                state.accounts.id(markets.account(makerAccountMarket)),
                new Amount(feeAsset, settlement.makerFee()),
                new Quantity(remaining));
    }

    private Fill takerFill(Market market, Taker taker) {
        AssetId asset = taker.side == Side.BUY ? market.instrument.base() : market.instrument.quote();
        return new Fill(
                taker.id, taker.account, new Amount(asset, settlement.takerFee()), new Quantity(taker.remaining()));
    }
}
