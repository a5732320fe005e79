package com.flowex.backtest.fill;

import com.flowex.backtest.setup.FillModel;
import com.flowex.backtest.venue.RunVenue;
import com.flowex.backtest.venue.VenueMarket;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;

/**
 * Quotes of the counterparty around a price of the path. They offer at most what is left of the bar's share of volume,
 * on both sides together if the strategy has orders on both.
 */
final class SyntheticQuotes implements PathQuotes {

    private static final long WHOLE = 1_000_000;

    private final FeedHost host;
    private final VenueMarket market;
    private final FillModel.SyntheticBook model;
    private final TradePrint print;
    private boolean areOut;
    private long budget;
    private long tradedBefore;
    private long tradedAtQuote;

    SyntheticQuotes(FeedHost host, VenueMarket market, FillModel.SyntheticBook model) {
        this.host = host;
        this.market = market;
        this.model = model;
        this.print = new TradePrint(host, market);
    }

    @Override
    public void beginBar(double volume) {
        budget = market.quantityUnits(volume * model.depthMillionths() / WHOLE);
        tradedBefore = host.tradedUnits();
    }

    @Override
    public void visit(long price, boolean isFalling, boolean prints) {
        withdraw();
        long left = budget - (host.tradedUnits() - tradedBefore);
        boolean isShared = areOwnOrdersOnBothSides();
        Side first = isFalling ? Side.SELL : Side.BUY;
        quote(first, price, isShared ? left / 2 : left);
        long after = budget - (host.tradedUnits() - tradedBefore);
        quote(first.opposite(), price, isShared ? after / 2 : after);
        host.best(bid(price), request(price));
        if (prints) {
            areOut = true;
            print.print(price);
        }
        tradedAtQuote = host.tradedUnits();
    }

    /** Returns true if own orders, the one that arrives next included, stand on both sides. */
    private boolean areOwnOrdersOnBothSides() {
        Arrival next = host.nextArrival();
        Side coming = next == null ? null : next.side();
        return (coming == Side.BUY || host.openUnits(Side.BUY) > 0)
                && (coming == Side.SELL || host.openUnits(Side.SELL) > 0);
    }

    private void quote(Side side, long price, long units) {
        long lots = market.lotsDown(units);
        long best = side == Side.SELL ? request(price) : bid(price);
        if (best <= 0 || best > market.rules.priceMaxUnits() || lots < market.orderMin(best)) {
            return;
        }
        long each = market.lotsDown(lots / model.levels());
        long step = Math.max(market.rules.tickUnits(), market.tickUp(price * model.stepMillionths() / WHOLE));
        long worst = side == Side.SELL ? best : Math.max(0, best - (model.levels() - 1) * step);
        int levels = worst > 0 && each >= market.orderMin(worst) ? model.levels() : 1;
        for (int level = 0; level < levels; level++) {
            long at = side == Side.SELL ? best + level * step : best - level * step;
            long quantity = level == 0 ? lots - (levels - 1) * each : each;
            if (at <= market.rules.priceMaxUnits()) {
                out(side, at, Math.min(quantity, market.lotsDown(market.rules.quantityMaxUnits())));
            }
        }
    }

    private void out(Side side, long price, long quantity) {
        areOut = true;
        host.venue().quote(RunVenue.counterparty(0), market, side, price, quantity, TimeInForce.GTC);
    }

    @Override
    public void beforeArrival(long price, Arrival arrival) {
        // The quotes of the last visit stand, unless orders of one side become orders of both.
        if (arrival.isConditional() || arrival.isOrder() && areOwnOrdersOnBothSides()) {
            visit(price, true, arrival.isConditional());
        }
    }

    @Override
    public void afterArrival(long price) {
        if (host.tradedUnits() != tradedAtQuote) {
            visit(price, true, false);
        }
    }

    @Override
    public void withdraw() {
        if (areOut) {
            areOut = false;
            host.venue().withdraw(RunVenue.counterparty(0), market);
        }
    }

    private long bid(long price) {
        return market.tickDown(price - price * model.spreadMillionths() / (2 * WHOLE));
    }

    private long request(long price) {
        long ask = market.tickUp(price + Math.ceilDiv(price * model.spreadMillionths(), 2 * WHOLE));
        return Math.max(ask, bid(price) + market.rules.tickUnits());
    }

    @Override
    public boolean areArrivalsAtOpenOnly() {
        return false;
    }
}
