package com.flowex.strategies.app.run.market;

import com.flowex.backtest.data.CandleSource;
import com.flowex.backtest.run.BarSeries;
import com.flowex.backtest.setup.SetupException;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.DataRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Minutes of the markets of a live run, and the bars that close with them, in the order in which a back-test has them. */
public final class LiveMinutes {

    private static final int MINUTE = 60;
    private static final long NANOS = 1_000_000_000L;
    private static final String FIELD = "subscriptions";

    /** Candles and series of one market. */
    private static final class Market {
        private final MinuteCandles candles;
        private final CandleSource.CandleCursor cursor;
        private final List<BarSeries> series = new ArrayList<>();
        private boolean hasNext;

        Market(MinuteCandles candles) {
            this.candles = candles;
            this.cursor = candles.open();
        }
    }

    private final Map<String, Market> markets = new LinkedHashMap<>();
    private final List<Bar> closed = new ArrayList<>();
    private long untilSeconds;

    /** @param candles candles by symbol */
    public LiveMinutes(Map<String, MinuteCandles> candles, long fromSeconds) {
        candles.forEach((symbol, each) -> markets.put(symbol, new Market(each)));
        this.untilSeconds = fromSeconds;
    }

    /** @throws SetupException if a live run cannot give the bars that the strategy wants */
    public void subscribe(List<DataRequest> requests) {
        for (DataRequest request : requests) {
            Market market = markets.get(request.symbol());
            if (market == null) {
                throw new SetupException(FIELD, "names " + request.symbol() + ", which is no market of the run");
            }
            if (!(request instanceof DataRequest.Bars(var symbol, var interval))) {
                continue; // LiveQuotes gives the others
            }
            if (interval.nanos() % MinuteCandles.MINUTE.nanos() != 0) {
                throw new SetupException(
                        FIELD, "wants bars of " + interval + " of " + symbol + ", which are no whole minutes");
            }
            if (market.series.stream().noneMatch(each -> each.interval().equals(interval))) {
                market.series.add(new BarSeries(symbol, interval, false, closed::add));
            }
        }
    }

    /** Bars that close at one time; the end of the minute. */
    public record Minute(long endSeconds, List<Bar> bars) {}

    /**
     * Returns the next minute with its bars; empty if it has not closed.
     *
     * @param completeSeconds time before which all minutes have closed
     */
    public Optional<Minute> next(long completeSeconds) {
        if (untilSeconds + MINUTE > completeSeconds) {
            return Optional.empty();
        }
        long end = untilSeconds + MINUTE;
        closed.clear();
        for (Market market : markets.values()) {
            if (!market.hasNext) {
                market.candles.grow(Math.min(completeSeconds, untilSeconds + 1_000L * MINUTE));
                market.hasNext = market.cursor.advance();
            }
            if (market.hasNext && market.cursor.openNanos() == untilSeconds * NANOS) {
                feed(market);
                market.hasNext = market.cursor.advance();
            }
        }
        close(end * NANOS);
        untilSeconds = end;
        return Optional.of(new Minute(end, List.copyOf(closed)));
    }

    private static void feed(Market market) {
        CandleSource.CandleCursor at = market.cursor;
        for (BarSeries series : market.series) {
            Bar part = new Bar(
                    "", series.interval(), at.openNanos(), at.open(), at.high(), at.low(), at.close(), at.volume());
            if (series.interval().equals(MinuteCandles.MINUTE)) {
                series.whole(at.openNanos(), part);
            } else {
                series.add(at.openNanos(), part);
            }
        }
    }

    private void close(long untilNanos) {
        for (Market market : markets.values()) {
            for (BarSeries series : market.series) {
                if (series.dueNanos() <= untilNanos) {
                    series.close();
                }
            }
        }
    }
}
