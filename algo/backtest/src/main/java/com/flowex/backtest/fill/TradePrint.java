package com.flowex.backtest.fill;

import com.flowex.backtest.venue.RunVenue;
import com.flowex.backtest.venue.VenueMarket;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;

/**
 * Trade of the smallest quantity between counterparties, so that orders which wait for a price see it. It never trades
 * with an own order: where one stands in the way, the trade is a tick beside it, because the market could not trade
 * through it either.
 */
final class TradePrint {

    private final FeedHost host;
    private final VenueMarket market;
    private long traded;

    TradePrint(FeedHost host, VenueMarket market) {
        this.host = host;
        this.market = market;
        host.venue().listenToTrades(market, () -> traded++);
    }

    /** Prints a price; own orders on both sides of it may leave no room, then nothing is printed. */
    void print(long price) {
        long tick = market.rules.tickUnits();
        long bid = host.ownBest(Side.BUY);
        long ask = host.ownBest(Side.SELL);
        long least = bid == 0 ? tick : bid + tick;
        long most = ask == 0 ? market.tickDown(market.rules.priceMaxUnits()) : ask - tick;
        if (least > most) {
            return;
        }
        long at = Math.max(least, Math.min(price, most));
        long quantity = market.orderMin(at);
        long before = traded;
        host.venue().quote(RunVenue.counterparty(0), market, Side.SELL, at, quantity, TimeInForce.GTC);
        if (traded == before) {
            host.venue().quote(RunVenue.counterparty(0), market, Side.BUY, at, quantity, TimeInForce.IOC);
        }
    }
}
