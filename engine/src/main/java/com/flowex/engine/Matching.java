package com.flowex.engine;

import com.flowex.domain.AccountId;
import com.flowex.domain.Amount;
import com.flowex.domain.AssetId;
import com.flowex.domain.Notional;
import com.flowex.domain.OrderId;
import com.flowex.domain.Price;
import com.flowex.domain.Quantity;
import com.flowex.domain.SelfTradePrevention;
import com.flowex.domain.Side;
import com.flowex.domain.TradeId;
import com.flowex.domain.event.Fill;
import com.flowex.domain.event.OrderRefreshed;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.engine.book.Orders;
import com.flowex.engine.desk.Desks;

/** An incoming order against the book: best price first, then oldest; each fill settles at once. */
final class Matching {

    /** Fills of one command: 500 x (one trade of 120 bytes + two balances of 40) is 100 kB of events. */
    static final int FILLS_MAX = 500;

    /** Why an order's way through the book is over. */
    enum End {
        /** Nothing of it is open any more, or nothing of its slice. */
        DONE,
        /** Nothing is left that it may trade with. */
        BOOK,
        /** It made {@link #FILLS_MAX} fills and could go on. */
        FILL_LIMIT,
        /** Its last trade halted the market. */
        HALTED
    }

    private final ExchangeState state;
    private final OpenOrders open;
    private final Orders orders;
    private final Desks desks;
    private final OrderEnds ends;
    private final Overdue overdue;
    private final Prevention prevention;
    private final Settlement settlement;
    private final MarketStates markets;

    Matching(ExchangeState state, OrderEnds ends, Overdue overdue, Settlement settlement, MarketStates markets) {
        this.state = state;
        this.open = state.open;
        this.orders = state.open.orders;
        this.desks = state.open.desks;
        this.ends = ends;
        this.overdue = overdue;
        this.settlement = settlement;
        this.markets = markets;
        this.prevention = new Prevention(state, ends, this);
    }

    /** Trades until the order has nothing open, nothing crosses any more, or something stops it. */
    End match(Market market, Taker taker) {
        Side resting = taker.side.opposite();
        int fills = 0;
        int overdueMet = 0;
        while (taker.open > 0) {
            int maker = market.book.front(resting);
            if (maker == Orders.NONE || !taker.crosses(orders.price(maker))) {
                return End.BOOK;
            }
            boolean isOverdue = overdue.is(maker);
            if (isOverdue ? overdueMet++ == Overdue.MET_MAX : fills++ == FILLS_MAX) {
                return End.FILL_LIMIT;
            }
            if (isOverdue) {
                overdue.end(maker, ends);
            } else if (isHaltedBy(market, taker, maker)) {
                return End.HALTED;
            }
        }
        return End.DONE;
    }

    /** Lets the two meet: they trade or prevention steps in between. */
    private boolean isHaltedBy(Market market, Taker taker, int maker) {
        taker.meets(orders.id(maker), orders.price(maker));
        if (isOwn(taker, maker)) {
            prevention.prevent(market, taker, maker);
            return false;
        }
        return trade(market, taker, maker) && taker.open > 0;
    }

    /** Whether prevention steps in between these two. */
    private boolean isOwn(Taker taker, int maker) {
        return taker.prevention != SelfTradePrevention.NONE && isOwn(taker.desk, maker);
    }

    /** Whether a resting order belongs to the desk's account or prevention group. */
    boolean isOwn(int desk, int maker) {
        return state.accounts.isOneOwner(desks.account(desk), desks.account(orders.desk(maker)));
    }

    /** @return whether the trade halted the market */
    private boolean trade(Market market, Taker taker, int maker) {
        long price = orders.price(maker);
        long units = Math.min(taker.open, orders.shown(maker));
        long makerRemaining = orders.remaining(maker) - units;
        OrderId makerId = new OrderId(orders.id(maker));
        int makerDesk = orders.desk(maker);
        int partner = open.partner(maker);
        open.shrink(market, maker, units, state.journal.timeNanos());
        taker.open -= units;
        long quote = Notional.roundedDown(price, units, market.conversion);
        settlement.settle(market, taker.side, taker.desk, makerDesk, units, quote);
        market.traded(price, state.touched.passage());
        state.steps.count();
        emit(market, taker, makerId, makerDesk, price, units, quote, makerRemaining);
        ends.endOtherLeg(partner);
        if (makerRemaining > 0) {
            refreshIfUsedUp(market, taker, maker);
        }
        return markets.breaks(market, price);
    }

    /**
     * An iceberg whose shown part is used up shows the next, at the back of its price. Where the same order comes round to it
     * again, it shows in its place all that the order still takes: a small part costs nobody the most fills of a command.
     */
    void refreshIfUsedUp(Market market, Taker taker, int maker) {
        if (orders.shown(maker) > 0) {
            return;
        }
        if (taker.comesAgain() && taker.open > 0 && state.rules().hiddenPartsTradeAtOnce()) {
            long display = orders.extras.display(orders.extra(maker));
            market.book.show(maker, display, Math.min(orders.remaining(maker), Math.max(display, taker.open)));
        } else {
            market.book.refresh(maker);
            taker.refreshes(orders.id(maker));
        }
        state.journal.emit(new OrderRefreshed(
                new OrderId(orders.id(maker)),
                market.instrument.id(),
                orders.side(maker),
                new Price(orders.price(maker)),
                new Quantity(orders.shown(maker))));
    }

    private void emit(
            Market market,
            Taker taker,
            OrderId maker,
            int makerDesk,
            long price,
            long units,
            long quote,
            long makerRemaining) {
        AssetId takerAsset = taker.side == Side.BUY ? market.instrument.base() : market.instrument.quote();
        AssetId makerAsset = taker.side == Side.BUY ? market.instrument.quote() : market.instrument.base();
        AccountId makerAccount = state.accounts.id(desks.account(makerDesk));
        Amount makerFee = new Amount(settlement.isRebate() ? takerAsset : makerAsset, settlement.makerFee());
        Amount takerFee = new Amount(takerAsset, settlement.takerFee());
        state.journal.emit(new TradeExecuted(
                new TradeId(state.takeTradeId()),
                market.instrument.id(),
                taker.side,
                new Price(price),
                new Quantity(units),
                new Amount(market.instrument.quote(), quote),
                new Fill(maker, makerAccount, makerFee, new Quantity(makerRemaining)),
                new Fill(taker.id, taker.account, takerFee, new Quantity(taker.remaining()))));
    }
}
