package com.flowex.marketdata.api.stream;

import com.flowex.access.socket.Channel;
import com.flowex.access.socket.News;
import com.flowex.marketdata.view.PublicMarket;
import com.flowex.marketdata.view.PublishedDepth;
import com.flowex.marketdata.view.book.Depth;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Channel of the best levels of a market. It sends all of them at once, and again whenever one of them changes. */
public final class BestLevelsChannel implements Channel {

    private final PublicMarket market;
    private final int levels;
    private final Function<PublishedDepth, String> text;
    private Optional<Depth> sent = Optional.empty();

    /**
     * Creates a channel.
     *
     * @param levels number of levels of each side whose changes are sent
     * @param text function that returns the message of a depth
     */
    public BestLevelsChannel(PublicMarket market, int levels, Function<PublishedDepth, String> text) {
        this.market = market;
        this.levels = levels;
        this.text = text;
    }

    @Override
    public Progress send(Consumer<String> out) {
        PublishedDepth now = market.view().depth();
        if (sent.isEmpty() || now.differs(sent.get(), levels)) {
            out.accept(text.apply(now));
            sent = Optional.of(now.depth());
        }
        return Progress.Done.DONE;
    }

    @Override
    public News news() {
        return market;
    }
}
