package com.flowex.binance.stream;

import com.flowex.edge.stream.Channel;
import com.flowex.edge.stream.News;
import com.flowex.marketdata.market.MarketView;
import com.flowex.marketdata.market.PublicMarket;
import java.util.Optional;
import java.util.function.Consumer;

/** One market at a pace: at each tick what has changed since the one before. */
final class MarketChannel implements Channel {

    /** Words a step. */
    @FunctionalInterface
    interface Words {
        /**
         * What is told.
         *
         * @param before what was told of last; nothing at the beginning
         * @return nothing if there is nothing to tell
         */
        Optional<String> of(Optional<MarketView> before, MarketView now);
    }

    private final PublicMarket market;
    private final Ticks ticks;
    private final StreamTicks pace;
    private final Words words;
    private Optional<MarketView> sent = Optional.empty();

    MarketChannel(PublicMarket market, Ticks ticks, StreamTicks pace, Words words) {
        this.market = market;
        this.ticks = ticks;
        this.pace = pace;
        this.words = words;
    }

    @Override
    public Progress send(Consumer<String> out) {
        if (isSent()) {
            return Progress.Done.DONE;
        }
        if (pace.isDue()) {
            MarketView now = ticks.at(market, pace.periodNanos(), pace.take());
            words.of(sent, now).ifPresent(out);
            sent = Optional.of(now);
        }
        return isSent() ? Progress.Done.DONE : pace.next();
    }

    private boolean isSent() {
        return sent.isPresent() && sent.get().sequence() == market.view().sequence();
    }

    @Override
    public News news() {
        return market;
    }
}
