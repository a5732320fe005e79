package com.flowex.marketdata.stream;

import com.flowex.edge.stream.Channel;
import com.flowex.edge.stream.News;
import com.flowex.edge.stream.StreamClock;
import com.flowex.marketdata.candle.Candle;
import com.flowex.marketdata.candle.Interval;
import com.flowex.marketdata.market.MarketView;
import com.flowex.marketdata.market.PublicMarket;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The candle of an interval as it grows: at once, then whenever it changed, at most four times a second; each that is closed
 * once more, as it stays.
 */
final class KlinesChannel implements Channel {

    private static final long PAUSE_NANOS = 250_000_000L;

    private final PublicMarket market;
    private final Interval interval;
    private final KlineTexts texts;
    private final StreamClock clock;
    private Optional<Kline> sent = Optional.empty();
    private long dueNanos;

    KlinesChannel(PublicMarket market, Interval interval, KlineTexts texts, StreamClock clock) {
        this.market = market;
        this.interval = interval;
        this.texts = texts;
        this.clock = clock;
        this.dueNanos = clock.nanoTime();
    }

    @Override
    public Progress send(Consumer<String> out) {
        MarketView now = market.view();
        List<Candle> candles = now.candles().of(interval);
        int next = firstUnsent(candles);
        if (next == candles.size() || sent.isPresent() && sent.get().equals(kline(now, candles.getLast()))) {
            return Progress.Done.DONE;
        }
        if (clock.nanoTime() - dueNanos < 0) {
            return new Progress.NotBefore(dueNanos);
        }
        for (Candle candle : candles.subList(next, candles.size())) {
            Kline kline = kline(now, candle);
            if (sent.isEmpty() || !sent.get().equals(kline)) {
                out.accept(texts.text(market, kline));
                sent = Optional.of(kline);
            }
        }
        dueNanos = clock.nanoTime() + PAUSE_NANOS;
        return Progress.Done.DONE;
    }

    /** The log's time never goes back: nothing is traded any more in a candle that it has left. */
    private Kline kline(MarketView now, Candle candle) {
        boolean closed = now.timeNanos() / 1_000_000_000L >= interval.closeOf(candle.openSeconds());
        return new Kline(interval, candle, closed);
    }

    /** The one that was sent last, which may have grown, or the last of all. */
    private int firstUnsent(List<Candle> candles) {
        int place = candles.size();
        long from = sent.map(kline -> kline.candle().openSeconds()).orElse(Long.MAX_VALUE);
        while (place > 0 && candles.get(place - 1).openSeconds() >= from) {
            place--;
        }
        return sent.isEmpty() ? Math.max(0, place - 1) : place;
    }

    @Override
    public News news() {
        return market;
    }
}
