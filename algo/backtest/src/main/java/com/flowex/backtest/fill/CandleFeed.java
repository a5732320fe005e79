package com.flowex.backtest.fill;

import com.flowex.backtest.data.CandleSource;
import com.flowex.backtest.setup.FillModel;
import com.flowex.backtest.venue.VenueMarket;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.BarInterval;

/** Candles of one market, each a price path and then a closed bar. */
public final class CandleFeed implements MarketFeed {

    private enum Stage {
        OPEN,
        INSIDE,
        CLOSE,
        ENDED
    }

    private final FeedHost host;
    private final VenueMarket market;
    private final CandleSource.CandleCursor candles;
    private final BarInterval interval;
    private final PathFeed path;
    private Stage stage = Stage.ENDED;
    private long rows;

    public CandleFeed(FeedHost host, VenueMarket market, CandleSource source, FillModel model) {
        this.host = host;
        this.market = market;
        this.candles = source.open();
        this.interval = source.interval();
        this.path = new PathFeed(host, market, quotes(host, market, model));
        grow();
    }

    @Override
    public void grow() {
        if (stage == Stage.ENDED) {
            advance();
            if (stage == Stage.OPEN && rows == 0) {
                host.mark(market.priceUnits(candles.open()));
            }
        }
    }

    private static PathQuotes quotes(FeedHost host, VenueMarket market, FillModel model) {
        return model instanceof FillModel.SyntheticBook book
                ? new SyntheticQuotes(host, market, book)
                : new OpenQuotes(host, market);
    }

    private void advance() {
        stage = candles.advance() ? Stage.OPEN : Stage.ENDED;
    }

    private long closeNanos() {
        return candles.openNanos() + interval.nanos();
    }

    @Override
    public long nextNanos() {
        return switch (stage) {
            case OPEN -> candles.openNanos();
            case INSIDE -> path.nextNanos();
            case CLOSE -> closeNanos();
            case ENDED -> Long.MAX_VALUE;
        };
    }

    @Override
    public int priority() {
        return switch (stage) {
            case OPEN -> OPEN;
            case INSIDE -> INSIDE;
            case CLOSE, ENDED -> CLOSE;
        };
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public void step() {
        switch (stage) {
            case OPEN -> {
                path.candle(
                        candles.openNanos(),
                        closeNanos(),
                        market.priceUnits(candles.open()),
                        market.priceUnits(candles.high()),
                        market.priceUnits(candles.low()),
                        market.priceUnits(candles.close()));
                stage = path.begin(candles.volume()) ? Stage.INSIDE : Stage.CLOSE;
            }
            case INSIDE -> stage = path.step() ? Stage.INSIDE : Stage.CLOSE;
            case CLOSE -> close();
            case ENDED -> throw new IllegalStateException("no step follows the last");
        }
    }

    private void close() {
        path.end();
        rows++;
        host.mark(market.priceUnits(candles.close()));
        host.barClosed(new Bar(
                market.symbol(),
                interval,
                candles.openNanos(),
                candles.open(),
                candles.high(),
                candles.low(),
                candles.close(),
                candles.volume()));
        advance();
    }
}
