package com.flowex.marketdata.api.stream;

import com.flowex.access.socket.Channel;
import com.flowex.access.socket.News;
import com.flowex.access.socket.StreamClock;
import com.flowex.marketdata.view.MarketView;
import com.flowex.marketdata.view.PublicMarket;
import java.util.Optional;
import java.util.function.Consumer;

/** Channel of a market's ticker. It sends the ticker at once, then whenever it changed, at most once a second. */
final class TickerChannel implements Channel {

    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final PublicMarket market;
    private final TickerMessageCache texts;
    private final StreamClock clock;
    private Optional<Long> sent = Optional.empty();
    private long dueNanos;

    TickerChannel(PublicMarket market, TickerMessageCache texts, StreamClock clock) {
        this.market = market;
        this.texts = texts;
        this.clock = clock;
        this.dueNanos = clock.nanoTime();
    }

    @Override
    public Progress send(Consumer<String> out) {
        MarketView now = market.view();
        if (sent.isPresent() && sent.get() == now.sequence()) {
            return Progress.Done.DONE;
        }
        if (clock.nanoTime() - dueNanos < 0) {
            return new Progress.NotBefore(dueNanos);
        }
        out.accept(texts.text(market, now, clock.seconds()));
        sent = Optional.of(now.sequence());
        dueNanos = clock.nanoTime() + PAUSE_NANOS;
        return Progress.Done.DONE;
    }

    @Override
    public News news() {
        return market;
    }
}
