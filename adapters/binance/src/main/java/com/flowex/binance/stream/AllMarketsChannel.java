package com.flowex.binance.stream;

import com.flowex.access.socket.Channel;
import com.flowex.access.socket.News;
import com.flowex.marketdata.view.MarketView;
import com.flowex.marketdata.view.PublicMarket;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Paced channel of all markets of a tenant: at each tick it sends a list of those that have changed. */
final class AllMarketsChannel implements Channel {

    /** Encodes one market. */
    @FunctionalInterface
    interface Words {
        String of(PublicMarket market, MarketView now);
    }

    private final Supplier<? extends Collection<PublicMarket>> markets;
    private final News news;
    private final TickViews ticks;
    private final TickSchedule pace;
    private final Words words;
    private final Map<PublicMarket, Long> sent = new HashMap<>();

    /** @param markets current markets, so that one listed later is included */
    AllMarketsChannel(
            Supplier<? extends Collection<PublicMarket>> markets,
            News news,
            TickViews ticks,
            TickSchedule pace,
            Words words) {
        this.markets = markets;
        this.news = news;
        this.ticks = ticks;
        this.pace = pace;
        this.words = words;
    }

    @Override
    public Progress send(Consumer<String> out) {
        if (!pace.isDue()) {
            return pace.next();
        }
        long tick = pace.take();
        StringJoiner changed = new StringJoiner(",", "[", "]");
        boolean any = false;
        boolean more = false;
        for (PublicMarket market : markets.get()) {
            MarketView now = ticks.at(market, pace.periodNanos(), tick);
            Long known = sent.put(market, now.sequence());
            if (known == null || known != now.sequence()) {
                changed.add(words.of(market, now));
                any = true;
            }
            more |= now.sequence() != market.view().sequence();
        }
        if (any) {
            out.accept(changed.toString());
        }
        return more ? pace.next() : Progress.Done.DONE;
    }

    @Override
    public News news() {
        return news;
    }
}
