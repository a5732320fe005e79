package com.flowex.backtest.fill;

import com.flowex.backtest.data.TradeSource;
import com.flowex.backtest.setup.FillModel;
import com.flowex.backtest.venue.VenueMarket;
import com.flowex.domain.order.Side;

/**
 * Public trades of one market. Each is a synthetic book around its price that holds until the next trade, with the
 * trade's quantity as volume.
 */
public final class TradeFeed implements MarketFeed {

    private enum Stage {
        TRADE,
        INSIDE,
        ENDED
    }

    private final FeedHost host;
    private final VenueMarket market;
    private final TradeSource.TradeCursor trades;
    private final PathFeed path;
    private Stage stage = Stage.ENDED;
    private long timeNanos;
    private double price;
    private double quantity;
    private Side takerSide = Side.BUY;
    private boolean hasNext;
    private long rows;

    public TradeFeed(FeedHost host, VenueMarket market, TradeSource source, FillModel.SyntheticBook model) {
        this.host = host;
        this.market = market;
        this.trades = source.open();
        this.path = new PathFeed(host, market, new SyntheticQuotes(host, market, model));
        hasNext = trades.advance();
        take();
        if (stage == Stage.TRADE) {
            host.mark(market.priceUnits(price));
        }
    }

    /** Takes the trade at which the cursor stands, and moves the cursor to the one after it. */
    private void take() {
        stage = hasNext ? Stage.TRADE : Stage.ENDED;
        if (hasNext) {
            timeNanos = trades.timeNanos();
            price = trades.price();
            quantity = trades.quantity();
            takerSide = trades.takerSide();
            hasNext = trades.advance();
        }
    }

    @Override
    public long nextNanos() {
        return switch (stage) {
            case TRADE -> timeNanos;
            case INSIDE -> path.nextNanos();
            case ENDED -> Long.MAX_VALUE;
        };
    }

    @Override
    public int priority() {
        return stage == Stage.TRADE ? OPEN : INSIDE;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public void step() {
        if (stage == Stage.INSIDE) {
            if (!path.step()) {
                finish();
            }
            return;
        }
        rows++;
        long units = market.priceUnits(price);
        host.mark(units);
        path.point(timeNanos, hasNext ? Math.max(timeNanos + 1, trades.timeNanos()) : timeNanos + 1, units);
        boolean goesOn = path.begin(quantity);
        host.trade(price, quantity, takerSide);
        stage = Stage.INSIDE;
        if (!goesOn) {
            finish();
        }
    }

    private void finish() {
        path.end();
        take();
    }
}
