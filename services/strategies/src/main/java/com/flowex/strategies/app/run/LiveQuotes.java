package com.flowex.strategies.app.run;

import com.flowex.backtest.setup.SetupException;
import com.flowex.domain.order.Side;
import com.flowex.strategies.app.run.market.LiveBooks;
import com.flowex.strategies.app.run.market.LiveBooks.MarketState;
import com.flowex.strategies.app.run.market.QuoteRow;
import com.flowex.strategies.app.run.market.QuoteRow.TradeRow;
import com.flowex.strategy.data.BookDepth;
import com.flowex.strategy.data.BookDepth.Level;
import com.flowex.strategy.data.BookTop;
import com.flowex.strategy.data.DataRequest;
import com.flowex.strategy.data.MarketTrade;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Books and trades for the strategy of a live run: the changes since the input before, at most once in the seconds that
 * the run has chosen. Between two inputs only the last book counts; no trade is left out.
 */
final class LiveQuotes {

    /** Highest number of inputs with books or trades; each is stored, with up to 500 bytes a market. */
    static final long INPUTS_MAX = 250_000;

    private static final String FIELD = "subscriptions";

    /** Market with the data that the strategy takes of it, and what the strategy knows. */
    private static final class Market {
        private boolean wantsTop;
        private boolean wantsTrades;
        private int levels;
        private long lastTrade = LiveBooks.NO_TRADES;
        private boolean isKnown;
        private List<Level> bids = List.of();
        private List<Level> asks = List.of();

        int kept() {
            return Math.max(levels, wantsTop ? 1 : 0);
        }
    }

    /** Changes of markets that are given together. */
    record Input(long timeNanos, List<QuoteRow> rows) {}

    private final LiveBooks books;
    private final OpenedRun run;
    private final long everyNanos;
    private final Map<String, Market> markets = new LinkedHashMap<>();
    private long dueNanos;
    private long inputs;

    LiveQuotes(LiveBooks books, OpenedRun run) {
        this.books = books;
        this.run = run;
        this.everyNanos =
                Duration.ofSeconds(run.spec().marketDataSecondsOrDefault()).toNanos();
    }

    /** @throws SetupException if the strategy wants more levels than a run gives */
    void subscribe(List<DataRequest> requests) {
        for (DataRequest request : requests) {
            switch (request) {
                case DataRequest.Bars _ -> {} // LiveMinutes gives them
                case DataRequest.Top(var symbol) -> market(symbol).wantsTop = true;
                case DataRequest.Trades(var symbol) -> market(symbol).wantsTrades = true;
                case DataRequest.Depth(var symbol, var levels) -> {
                    if (levels > LiveBooks.LEVELS_MAX) {
                        throw new SetupException(
                                FIELD,
                                "wants " + levels + " levels of " + symbol + ", and a live run gives at most "
                                        + LiveBooks.LEVELS_MAX);
                    }
                    Market market = market(symbol);
                    market.levels = Math.max(market.levels, levels);
                }
            }
        }
    }

    private Market market(String symbol) {
        if (!run.spec().symbols().contains(symbol)) {
            throw new SetupException(FIELD, "names " + symbol + ", which is no market of the run");
        }
        return markets.computeIfAbsent(symbol, _ -> new Market());
    }

    /** Returns true if the run has had as many inputs with books or trades as it may have. */
    boolean isFull() {
        return inputs >= INPUTS_MAX;
    }

    /** Returns true if it is time to look for changes. */
    boolean isDue(long nowNanos) {
        return !markets.isEmpty() && nowNanos >= dueNanos;
    }

    /** Returns what has changed; empty if nothing has, if it is not time yet, or if the run has not begun. */
    Optional<Input> next(long nowNanos) {
        if (!isDue(nowNanos)) {
            return Optional.empty();
        }
        List<QuoteRow> rows = new ArrayList<>();
        long timeNanos = 0;
        boolean hasMore = false;
        for (Map.Entry<String, Market> each : markets.entrySet()) {
            Market market = each.getValue();
            Optional<MarketState> state = books.state(run.account(), each.getKey(), market.lastTrade);
            if (state.isEmpty() || state.get().timeNanos() < run.startNanos()) {
                continue;
            }
            row(market, state.get()).ifPresent(rows::add);
            timeNanos = Math.max(timeNanos, state.get().timeNanos());
            hasMore |= market.wantsTrades && state.get().hasMore();
        }
        dueNanos = hasMore ? nowNanos : nowNanos + everyNanos;
        return rows.isEmpty() ? Optional.empty() : Optional.of(new Input(timeNanos, rows));
    }

    private static Optional<QuoteRow> row(Market market, MarketState state) {
        BookDepth book = state.book();
        List<Level> bids = first(book.bids(), market.kept());
        List<Level> asks = first(book.asks(), market.kept());
        boolean isNewBook = market.kept() > 0
                && !(market.wantsTrades && state.hasMore())
                && !(market.isKnown && bids.equals(market.bids) && asks.equals(market.asks));
        boolean isNewTrade = market.wantsTrades && state.lastTrade() != market.lastTrade;
        if (!isNewBook && !isNewTrade) {
            return Optional.empty();
        }
        return Optional.of(new QuoteRow(
                book.symbol(),
                book.timeNanos(),
                isNewBook ? numbers(bids) : null,
                isNewBook ? numbers(asks) : null,
                market.wantsTrades
                        ? state.trades().stream().map(LiveQuotes::row).toList()
                        : List.of(),
                market.wantsTrades ? state.lastTrade() : LiveBooks.NO_TRADES));
    }

    private static <T> List<T> first(List<T> all, int count) {
        return all.subList(0, Math.min(count, all.size()));
    }

    private static TradeRow row(MarketTrade trade) {
        return new TradeRow(trade.timeNanos(), trade.price(), trade.quantity(), trade.takerSide() == Side.BUY);
    }

    private static List<Double> numbers(List<Level> levels) {
        List<Double> numbers = new ArrayList<>();
        for (Level level : levels) {
            numbers.add(level.price());
            numbers.add(level.quantity());
        }
        return numbers;
    }

    private static List<Level> levels(List<Double> numbers) {
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i += 2) {
            levels.add(new Level(numbers.get(i), numbers.get(i + 1)));
        }
        return List.copyOf(levels);
    }

    /** Takes changes that are stored or about to be. */
    void take(QuoteRow row) {
        inputs++;
        Market market = markets.get(row.symbol());
        if (market == null) {
            return; // the run stops
        }
        market.lastTrade = row.lastTrade();
        List<Double> bids = row.bids();
        List<Double> asks = row.asks();
        if (bids != null && asks != null) {
            market.isKnown = true;
            market.bids = levels(bids);
            market.asks = levels(asks);
        }
    }

    /** Takes changes, and adds the callbacks about them: trades first, then the book. */
    void deliver(QuoteRow row, LiveContext context, LiveContext.Callbacks callbacks) {
        Market market = markets.get(row.symbol());
        List<Level> oldBids = market == null ? List.of() : market.bids;
        List<Level> oldAsks = market == null ? List.of() : market.asks;
        boolean wasKnown = market != null && market.isKnown;
        take(row);
        if (market == null) {
            return;
        }
        for (TradeRow each : row.trades()) {
            MarketTrade trade = new MarketTrade(
                    row.symbol(),
                    each.timeNanos(),
                    each.price(),
                    each.quantity(),
                    each.isTakerBuyer() ? Side.BUY : Side.SELL);
            callbacks.add(strategy -> strategy.onTrade(context, trade));
        }
        if (row.bids() == null) {
            return;
        }
        boolean isNewTop = !wasKnown
                || !first(market.bids, 1).equals(first(oldBids, 1))
                || !first(market.asks, 1).equals(first(oldAsks, 1));
        if (market.wantsTop && isNewTop) {
            BookTop top = top(row, market.bids, market.asks);
            callbacks.add(strategy -> strategy.onTop(context, top));
        }
        if (market.levels > 0) {
            BookDepth depth = new BookDepth(row.symbol(), row.timeNanos(), market.bids, market.asks);
            callbacks.add(strategy -> strategy.onDepth(context, depth));
        }
    }

    private static BookTop top(QuoteRow row, List<Level> bids, List<Level> asks) {
        Level none = new Level(0, 0);
        Level bid = bids.isEmpty() ? none : bids.getFirst();
        Level ask = asks.isEmpty() ? none : asks.getFirst();
        return new BookTop(row.symbol(), row.timeNanos(), bid.price(), bid.quantity(), ask.price(), ask.quantity());
    }
}
