package com.flowex.marketdata.api.stream;

import com.flowex.access.socket.Channel;
import com.flowex.access.socket.News;
import com.flowex.access.socket.StreamClock;
import com.flowex.marketdata.store.Candle;
import com.flowex.marketdata.store.Interval;
import com.flowex.marketdata.view.MarketView;
import com.flowex.marketdata.view.PublicMarket;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Channel of the candle of an interval. It sends the candle at once, and then whenever it changed, with a smallest
 * pause between two messages. Each closed candle is sent once more in its final state: when the log's time has passed
 * its end, or the clock has for two seconds. Should it have grown all the same, it is sent again.
 */
public final class KlinesChannel implements Channel {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** Smallest pause between two messages, in nanoseconds. */
    static final long PAUSE_NANOS = 250_000_000L;

    /**
     * Seconds for which this machine's clock must have passed a candle's end to close it, although the log's time may
     * not have.
     */
    private static final long CLOCK_AFTER_SECONDS = 2;

    /** Encoder of a candle's message. */
    @FunctionalInterface
    public interface Words {
        String of(PublicMarket market, Kline kline);
    }

    private final PublicMarket market;
    private final Interval interval;
    private final Words texts;
    private final long pauseNanos;
    private final StreamClock clock;
    private Optional<Kline> sent = Optional.empty();
    private long dueNanos;

    /** Latest second read from the clock: a clock that is set back does not open a candle again. */
    private long latestSeconds;

    /** @param pauseNanos smallest pause between two messages, in nanoseconds */
    public KlinesChannel(PublicMarket market, Interval interval, Words texts, long pauseNanos, StreamClock clock) {
        this.market = market;
        this.interval = interval;
        this.texts = texts;
        this.pauseNanos = pauseNanos;
        this.clock = clock;
        this.dueNanos = clock.nanoTime();
    }

    @Override
    public Progress send(Consumer<String> out) {
        MarketView now = market.view();
        List<Candle> candles = now.candles().of(interval);
        int next = firstUnsent(candles);
        if (next == candles.size() || sent.isPresent() && sent.get().equals(kline(now, candles.getLast()))) {
            return untilItCloses();
        }
        if (clock.nanoTime() - dueNanos < 0) {
            return new Progress.NotBefore(dueNanos);
        }
        for (Candle candle : candles.subList(next, candles.size())) {
            Kline kline = kline(now, candle);
            if (sent.isEmpty() || !sent.get().equals(kline)) {
                out.accept(texts.of(market, kline));
                sent = Optional.of(kline);
            }
        }
        dueNanos = clock.nanoTime() + pauseNanos;
        return untilItCloses();
    }

    /**
     * Returns the time at which the clock closes the candle that was sent. No event may wake this channel when the
     * clock passes that time.
     */
    private Progress untilItCloses() {
        if (sent.isEmpty() || sent.get().closed()) {
            return Progress.Done.DONE;
        }
        long left = closedByClock(sent.get().candle()) - seconds();
        return new Progress.NotBefore(clock.nanoTime() + Math.max(1, left) * NANOS_PER_SECOND);
    }

    private long seconds() {
        latestSeconds = Math.max(latestSeconds, clock.seconds());
        return latestSeconds;
    }

    private long closedByClock(Candle candle) {
        return interval.closeOf(candle.openSeconds()) + CLOCK_AFTER_SECONDS;
    }

    /**
     * Returns a candle with the mark whether it is closed. The log's time never goes back, so no trade joins a candle
     * whose end it has passed.
     */
    private Kline kline(MarketView now, Candle candle) {
        boolean left = now.timeNanos() / NANOS_PER_SECOND >= interval.closeOf(candle.openSeconds());
        boolean past = seconds() >= closedByClock(candle);
        return new Kline(interval, candle, left || past);
    }

    /**
     * Returns the place of the candle that was sent last, which may have grown; of the last of all if none was sent.
     */
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
