package com.flowex.marketdata.api.stream;

import com.flowex.access.http.response.IsoTime;
import com.flowex.access.socket.Channel;
import com.flowex.access.socket.News;
import com.flowex.marketdata.store.Listing;
import com.flowex.marketdata.store.PublicTrade;
import com.flowex.marketdata.view.PublicMarket;
import com.flowex.marketdata.view.Tape;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Channel of every trade since the subscription, in order. A subscriber that the tape overtakes has missed a trade; the
 * channel reports that.
 */
public final class TradesChannel implements Channel {

    private static final Tape.Words OURS = new Tape.Words();

    private final PublicMarket market;
    private final Tape.Words words;
    private final Tape.Encoder text;
    private long next;

    TradesChannel(PublicMarket market) {
        this(market, OURS, trade -> text(market.listing(), trade));
    }

    /**
     * Creates a channel with messages of its own.
     *
     * @param words constant that identifies the kind of message, so that subscribers share a text
     * @param text encoder of a trade's message
     */
    public TradesChannel(PublicMarket market, Tape.Words words, Tape.Encoder text) {
        this.market = market;
        this.words = words;
        this.text = text;
        this.next = market.tape().end();
    }

    @Override
    public Progress send(Consumer<String> out) {
        Tape tape = market.tape();
        while (next < tape.end()) {
            Optional<Tape.Entry> entry = tape.at(next);
            if (entry.isEmpty()) {
                return new Progress.Overtaken();
            }
            out.accept(entry.get().text(words, text));
            next++;
        }
        return Progress.Done.DONE;
    }

    @Override
    public News news() {
        return market;
    }

    /** Returns the JSON of a trade. Nothing in it needs escaping: digits, points, letters of symbols. */
    static String text(Listing listing, PublicTrade trade) {
        return "{\"type\":\"trade\",\"symbol\":\"" + listing.symbol()
                + "\",\"sequence\":" + trade.sequence()
                + ",\"id\":\"" + trade.id()
                + "\",\"price\":\"" + listing.priceText(trade.priceUnits())
                + "\",\"quantity\":\"" + listing.quantityText(trade.quantityUnits())
                + "\",\"side\":\"" + trade.takerSide().name().toLowerCase(Locale.ROOT)
                + "\",\"executed_at\":\"" + IsoTime.ofNanos(trade.timeNanos())
                + "\"}";
    }
}
