package com.flowex.marketdata.api.stream;

import com.flowex.access.socket.Channel;
import com.flowex.access.socket.News;
import com.flowex.marketdata.view.PublicMarket;
import com.flowex.marketdata.view.PublishedDepth;
import com.flowex.marketdata.view.book.Depth;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Channel of the order book: a snapshot, then changes. It remembers the depth that it sent last and sends the change
 * from that one to the present one. A subscriber that keeps up gets the text shared by all; a slow one gets the net
 * change of everything it missed.
 */
final class DepthChannel implements Channel {

    private final PublicMarket market;
    private Optional<Depth> sent = Optional.empty();

    DepthChannel(PublicMarket market) {
        this.market = market;
    }

    @Override
    public Progress send(Consumer<String> out) {
        PublishedDepth now = market.view().depth();
        if (sent.isEmpty()) {
            out.accept(now.snapshotText());
        } else if (sent.get().sequence() != now.depth().sequence()) {
            out.accept(now.changeText(sent.get()));
        }
        sent = Optional.of(now.depth());
        return Progress.Done.DONE;
    }

    @Override
    public News news() {
        return market;
    }
}
