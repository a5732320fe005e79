package com.flowex.binance.stream;

import com.flowex.access.socket.Channel;
import com.flowex.access.socket.News;
import com.flowex.marketdata.view.MarketView;
import com.flowex.marketdata.view.PublicMarket;
import java.util.Optional;
import java.util.function.Consumer;

/** Paced channel of one market: at each tick it sends the changes since the previous one. */
final class MarketChannel implements Channel {

    /** Encodes a step. */
    @FunctionalInterface
    interface Words {
        /**
         * Encodes the change between two views.
         *
         * @param before last view sent; empty at the beginning
         * @return empty if there is nothing to send
         */
        Optional<String> of(Optional<MarketView> before, MarketView now);
    }

    private final PublicMarket market;
    private final TickViews ticks;
    private final TickSchedule pace;
    private final Words words;
    private Optional<MarketView> sent = Optional.empty();

    MarketChannel(PublicMarket market, TickViews ticks, TickSchedule pace, Words words) {
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
