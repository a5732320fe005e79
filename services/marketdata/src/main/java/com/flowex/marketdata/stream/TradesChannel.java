package com.flowex.marketdata.stream;

import com.flowex.edge.http.IsoTime;
import com.flowex.edge.stream.Channel;
import com.flowex.edge.stream.News;
import com.flowex.marketdata.market.Listing;
import com.flowex.marketdata.market.PublicMarket;
import com.flowex.marketdata.tape.PublicTrade;
import com.flowex.marketdata.tape.Tape;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Every trade since the subscription, in order. A reader that the tape overtakes has missed one and is told so. */
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
     * Trades in somebody's words.
     *
     * @param words a constant, by which a text is shared
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

    /** Nothing in it needs escaping: digits, points, letters of symbols. */
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
