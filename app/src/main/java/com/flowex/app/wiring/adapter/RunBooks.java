package com.flowex.app.wiring.adapter;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Scale;
import com.flowex.marketdata.app.MarketQueries;
import com.flowex.marketdata.store.Listing;
import com.flowex.marketdata.store.PublicTrade;
import com.flowex.marketdata.view.MarketView;
import com.flowex.marketdata.view.PublicMarket;
import com.flowex.marketdata.view.book.Depth;
import com.flowex.marketdata.view.book.Levels;
import com.flowex.orderentry.LogPosition;
import com.flowex.platform.errors.Refusal;
import com.flowex.strategies.app.run.market.LiveBooks;
import com.flowex.strategy.data.BookDepth;
import com.flowex.strategy.data.MarketTrade;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Books and trades for live runs, from the view of market data in this process. */
public record RunBooks(MarketQueries reads, RunClock clock) implements LiveBooks {

    @Override
    public Optional<MarketState> state(AccountId asker, String symbol, long afterTrade) {
        LogPosition complete = clock.complete(asker);
        if (complete.timeNanos() == 0) {
            return Optional.empty();
        }
        try {
            return reads.shown(asker.tenant(), complete.sequence())
                    .find(asker.tenant(), symbol)
                    .map(market -> state(market, afterTrade, complete.timeNanos()));
        } catch (Refusal e) {
            if (e.code().isFault()) {
                return Optional.empty(); // the view of this process is behind
            }
            throw e;
        }
    }

    private MarketState state(PublicMarket market, long afterTrade, long completeNanos) {
        // The trades end with the view's last one, so that they and the book are of one moment.
        MarketView view = market.view();
        long last = view.lastTrade().map(PublicTrade::id).orElse(0L);
        List<PublicTrade> trades = afterTrade == NO_TRADES || afterTrade >= last
                ? List.of()
                : reads.tradesFrom(market, afterTrade + 1, TRADES_MAX).stream()
                        .filter(trade -> trade.id() <= last)
                        .toList();
        long known = trades.isEmpty() ? last : trades.getLast().id();
        boolean hasMore = known < last;
        Listing listing = market.listing();
        return new MarketState(
                hasMore ? trades.getLast().timeNanos() : Math.max(completeNanos, view.timeNanos()),
                book(listing, view),
                trades.stream().map(trade -> trade(listing, trade)).toList(),
                known,
                hasMore);
    }

    private static BookDepth book(Listing listing, MarketView view) {
        Depth depth = view.depth().depth();
        return new BookDepth(
                listing.symbol(), view.timeNanos(), levels(listing, depth.bids()), levels(listing, depth.asks()));
    }

    private static List<BookDepth.Level> levels(Listing listing, Levels levels) {
        List<BookDepth.Level> all = new ArrayList<>();
        for (int i = 0; i < Math.min(levels.size(), LEVELS_MAX); i++) {
            all.add(new BookDepth.Level(
                    number(levels.priceUnits(i), listing.price()),
                    levels.quantityUnits(i).doubleValue() / listing.base().unitsPerWhole()));
        }
        return all;
    }

    private static MarketTrade trade(Listing listing, PublicTrade trade) {
        return new MarketTrade(
                listing.symbol(),
                trade.timeNanos(),
                number(trade.priceUnits(), listing.price()),
                number(trade.quantityUnits(), listing.base()),
                trade.takerSide());
    }

    private static double number(long units, Scale scale) {
        return units / (double) scale.unitsPerWhole();
    }
}
