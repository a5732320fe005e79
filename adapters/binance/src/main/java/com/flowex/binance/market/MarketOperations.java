package com.flowex.binance.market;

import com.flowex.access.Edge;
import com.flowex.access.http.route.Access;
import com.flowex.binance.call.Operation;
import com.flowex.binance.call.Operations;
import com.flowex.binance.call.Symbols;
import com.flowex.binance.dialect.Timestamp;
import com.flowex.marketdata.app.MarketQueries;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.ListedMarket;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Public operations of the exchange and its markets. */
public final class MarketOperations {

    private final InstantSource clock;
    private final ExchangeInfo exchange;
    private final BookOperations prices;
    private final PublicTradeOperations trades;
    private final KlineOperations klines;
    private final TickerOperations tickers;

    /** @param onMargin true for a market that trades borrowed money */
    public MarketOperations(
            Edge edge,
            OrderEntryService orderEntry,
            MarketQueries reads,
            Predicate<ListedMarket> onMargin,
            InstantSource clock) {
        this.clock = clock;
        Symbols symbols = new Symbols(orderEntry.listed());
        MarketSelector markets = new MarketSelector(symbols, reads);
        this.exchange = new ExchangeInfo(
                markets,
                symbols,
                orderEntry.defaults()::prevention,
                onMargin,
                List.of(RateLimit.weight(edge.settings().limits().publicData())),
                clock);
        this.prices = new BookOperations(markets);
        this.trades = new PublicTradeOperations(markets, reads);
        this.klines = new KlineOperations(markets, reads);
        this.tickers = new TickerOperations(markets, reads, clock);
    }

    /** Returns the operations, each with its path and its method. */
    public Operations operations() {
        return new Operations()
                .at("GET", "/api/v3/ping", "ping", open(1, _ -> Map.of()))
                .at("GET", "/api/v3/time", "time", open(1, _ -> Map.of("serverTime", Timestamp.of(clock.instant()))))
                .at(
                        "GET",
                        "/api/v3/exchangeInfo",
                        "exchangeInfo",
                        open(
                                4,
                                exchange::answer,
                                "symbol",
                                "symbols",
                                "permissions",
                                "showPermissionSets",
                                "symbolStatus"))
                .at("GET", "/api/v3/depth", "depth", open(1, prices::depth, "symbol", "limit", "symbolStatus"))
                .at("GET", "/api/v3/trades", "trades.recent", open(1, trades::latest, "symbol", "limit"))
                .at(
                        "GET",
                        "/api/v3/historicalTrades",
                        "trades.historical",
                        open(2, trades::past, "symbol", "fromId", "limit"))
                .at(
                        "GET",
                        "/api/v3/aggTrades",
                        "trades.aggregate",
                        open(2, trades::aggregates, "symbol", "fromId", "startTime", "endTime", "limit"))
                .at("GET", "/api/v3/klines", "klines", klines())
                .at("GET", "/api/v3/uiKlines", "uiKlines", klines())
                .at("GET", "/api/v3/avgPrice", "avgPrice", open(1, tickers::average, "symbol"))
                .at(
                        "GET",
                        "/api/v3/ticker/24hr",
                        "ticker.24hr",
                        open(1, tickers::day, "symbol", "symbols", "type", "symbolStatus"))
                .at(
                        "GET",
                        "/api/v3/ticker/tradingDay",
                        "ticker.tradingDay",
                        open(1, tickers::tradingDay, "symbol", "symbols", "timeZone", "type", "symbolStatus"))
                .at(
                        "GET",
                        "/api/v3/ticker",
                        "ticker",
                        open(2, tickers::window, "symbol", "symbols", "windowSize", "type", "symbolStatus"))
                .at(
                        "GET",
                        "/api/v3/ticker/price",
                        "ticker.price",
                        open(1, prices::price, "symbol", "symbols", "symbolStatus"))
                .at(
                        "GET",
                        "/api/v3/ticker/bookTicker",
                        "ticker.book",
                        open(1, prices::best, "symbol", "symbols", "symbolStatus"));
    }

    private Operation klines() {
        return open(2, klines::klines, "symbol", "interval", "startTime", "endTime", "timeZone", "limit");
    }

    private static Operation open(
            int weight, Function<com.flowex.binance.call.OperationCall, Object> answering, String... accepted) {
        return Operation.of(weight, Access.PUBLIC, answering, accepted);
    }
}
