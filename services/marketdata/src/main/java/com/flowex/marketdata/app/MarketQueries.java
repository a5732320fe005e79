package com.flowex.marketdata.app;

import com.flowex.marketdata.store.Candle;
import com.flowex.marketdata.store.CandleQueries;
import com.flowex.marketdata.store.Interval;
import com.flowex.marketdata.store.MarketHistoryQueries;
import com.flowex.marketdata.store.PublicTrade;
import com.flowex.marketdata.store.Window;
import com.flowex.marketdata.view.PublicMarket;
import com.flowex.marketdata.view.PublicMarkets;
import com.flowex.platform.errors.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Queries of the markets, for every service that answers clients. Safe for many threads. */
public final class MarketQueries {

    /** Requirement that the view still follows a tenant and shows an event. */
    @FunctionalInterface
    public interface Progress {
        void require(int tenant, long sequence);
    }

    private final MarketHistoryQueries history;
    private final Supplier<PublicMarkets> markets;
    private final Progress progress;

    public MarketQueries(MarketHistoryQueries history, Supplier<PublicMarkets> markets, Progress progress) {
        this.history = history;
        this.markets = markets;
        this.progress = progress;
    }

    /**
     * Returns the markets once the view shows an event; waits a moment for it.
     *
     * @param sequence number of that event; 0 for the markets as they are now
     * @throws Refusal {@code view_behind} if the view does not show the event in time, or has stopped for the tenant
     */
    public PublicMarkets shown(int tenant, long sequence) {
        progress.require(tenant, sequence);
        return markets.get();
    }

    /** Returns the markets as they are now, for subscribers. A rebuild replaces the object. */
    public PublicMarkets markets() {
        return markets.get();
    }

    /** Returns the candles of a range, oldest first; an interval without a trade has none. */
    public List<Candle> candles(PublicMarket market, Interval interval, CandleQueries.Range range) {
        return history.candles(market.listing(), interval, range);
    }

    /**
     * Returns the trades from a number on, oldest first.
     *
     * @param id number of the first trade
     * @param countMax largest number of trades returned
     */
    public List<PublicTrade> tradesFrom(PublicMarket market, long id, int countMax) {
        return market.tape().from(trade -> trade.id() < id, countMax).orElseGet(() -> {
            List<PublicTrade> trades = new ArrayList<>(history.tradesFrom(market.listing(), id, countMax));
            long known = trades.isEmpty() ? id - 1 : trades.getLast().id();
            market.tape()
                    .from(trade -> trade.id() <= known, countMax - trades.size())
                    .ifPresent(trades::addAll); // trades that are not stored yet
            return trades;
        });
    }

    /**
     * Returns the trades before a number, newest first.
     *
     * @param id number of the first trade that is left out
     * @param countMax largest number of trades returned
     */
    public List<PublicTrade> tradesBefore(PublicMarket market, long id, int countMax) {
        List<PublicTrade> trades = market.tape().before(trade -> trade.id() < id, countMax);
        if (trades.size() == countMax) {
            return trades;
        }
        List<PublicTrade> all = new ArrayList<>(trades);
        long oldest = trades.isEmpty() ? id : trades.getLast().id();
        all.addAll(history.tradesBefore(market.listing(), oldest, countMax - trades.size()));
        return all;
    }

    /**
     * Returns the number of the first trade that is not before a time. All later trades are not before it either.
     *
     * @param timeNanos log time, nanoseconds since 1970
     */
    public long firstTradeAt(PublicMarket market, long timeNanos) {
        Optional<List<PublicTrade>> recent = market.tape().from(trade -> trade.timeNanos() < timeNanos, 1);
        long last = market.view().lastTrade().map(PublicTrade::id).orElse(0L);
        if (recent.isPresent()) {
            return recent.get().isEmpty() ? last + 1 : recent.get().getFirst().id();
        }
        return history.firstTradeAt(market.listing(), timeNanos, last);
    }

    /**
     * Returns the totals of a window, by the number of the market. One statement reads them, however many markets there
     * are.
     *
     * @param markets markets of one tenant
     */
    public Map<Integer, Candle> totals(int tenant, List<PublicMarket> markets, Window window) {
        List<Integer> numbers =
                markets.stream().map(market -> market.listing().instrument()).toList();
        return history.totals(tenant, numbers, window);
    }
}
