package com.flowex.marketdata.api.stream;

import com.flowex.access.socket.Channel;
import com.flowex.access.socket.News;
import com.flowex.access.socket.StreamClock;
import com.flowex.marketdata.view.MarketView;
import com.flowex.marketdata.view.PublicMarket;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Channel of a list of markets. It sends all of them at once, then those that changed, at most once a second. */
final class MiniTickersChannel implements Channel {

    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final Supplier<? extends Collection<PublicMarket>> markets;
    private final News news;
    private final MiniTickerMessageCache texts;
    private final StreamClock clock;
    private final Map<PublicMarket, Long> sent = new HashMap<>();
    private long dueNanos;

    /**
     * Creates a channel.
     *
     * @param markets supplier of the markets as they are now; one that is listed later is sent too
     */
    MiniTickersChannel(
            Supplier<? extends Collection<PublicMarket>> markets,
            News news,
            MiniTickerMessageCache texts,
            StreamClock clock) {
        this.markets = markets;
        this.news = news;
        this.texts = texts;
        this.clock = clock;
        this.dueNanos = clock.nanoTime();
    }

    @Override
    public Progress send(Consumer<String> out) {
        if (clock.nanoTime() - dueNanos < 0) {
            return new Progress.NotBefore(dueNanos);
        }
        StringJoiner changed = new StringJoiner(",", "{\"type\":\"mini_tickers\",\"items\":[", "]}");
        boolean any = false;
        for (PublicMarket market : markets.get()) {
            MarketView now = market.view();
            Long known = sent.put(market, now.sequence());
            if (known == null || known != now.sequence()) {
                changed.add(texts.text(market, now, clock.seconds()));
                any = true;
            }
        }
        if (any) {
            out.accept(changed.toString());
            dueNanos = clock.nanoTime() + PAUSE_NANOS;
        }
        return Progress.Done.DONE;
    }

    @Override
    public News news() {
        return news;
    }
}
