package com.flowex.binance.stream;

import com.flowex.access.socket.Channel;
import com.flowex.access.socket.News;
import com.flowex.marketdata.store.AggregateTrade;
import com.flowex.marketdata.store.PublicTrade;
import com.flowex.marketdata.view.PublicMarket;
import com.flowex.marketdata.view.Tape;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Aggregated trades of a market, in order. The channel reads only published trades, because all trades of a command are
 * then there. A reader that falls behind the tape has missed some, and gets a notice.
 */
final class AggregatesChannel implements Channel {

    private final PublicMarket market;
    private final Tape.Words words;
    private final Function<AggregateTrade, String> text;
    private long next;

    /** @param words constant that identifies the kind of message, so that subscribers share a text */
    AggregatesChannel(PublicMarket market, Tape.Words words, Function<AggregateTrade, String> text) {
        this.market = market;
        this.words = words;
        this.text = text;
        long published = published();
        this.next = market.tape().firstPlace(trade -> trade.sequence() <= published);
    }

    private long published() {
        return market.view().lastTrade().map(PublicTrade::sequence).orElse(0L);
    }

    @Override
    public Progress send(Consumer<String> out) {
        long published = published();
        Tape tape = market.tape();
        while (next < tape.end()) {
            Optional<Tape.Entry> first = tape.at(next);
            if (first.isEmpty()) {
                return new Progress.Overtaken();
            }
            if (first.get().trade().sequence() > published) {
                return Progress.Done.DONE;
            }
            Optional<AggregateTrade> whole = whole(first.get().trade());
            if (whole.isEmpty()) {
                return new Progress.Overtaken();
            }
            out.accept(first.get().text(words, _ -> text.apply(whole.get())));
        }
        return Progress.Done.DONE;
    }

    /**
     * Collects the trades of an aggregate from its first one, and moves on behind them; empty if the tape no longer has
     * all of them.
     */
    private Optional<AggregateTrade> whole(PublicTrade first) {
        AggregateTrade whole = AggregateTrade.of(first);
        long place = next + 1;
        while (place < market.tape().end()) {
            Optional<Tape.Entry> entry = market.tape().at(place);
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            if (!whole.canMerge(entry.get().trade())) {
                break;
            }
            whole = whole.with(entry.get().trade());
            place++;
        }
        next = place;
        return Optional.of(whole);
    }

    @Override
    public News news() {
        return market;
    }
}
