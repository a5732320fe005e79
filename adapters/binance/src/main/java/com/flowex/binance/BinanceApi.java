package com.flowex.binance;

import com.flowex.access.Edge;
import com.flowex.access.auth.ApiKeys;
import com.flowex.access.http.admission.SocketClient;
import com.flowex.access.http.route.Routes;
import com.flowex.binance.call.Operations;
import com.flowex.binance.call.Symbols;
import com.flowex.binance.margin.MarginMarkets;
import com.flowex.binance.margin.MarginOperations;
import com.flowex.binance.market.EmptyVenues;
import com.flowex.binance.market.MarketOperations;
import com.flowex.binance.rest.OperationRoutes;
import com.flowex.binance.stream.BinanceStreams;
import com.flowex.binance.trade.TradeOperations;
import com.flowex.binance.user.ListenKeyOperations;
import com.flowex.binance.user.ListenKeyStreams;
import com.flowex.binance.user.ListenKeys;
import com.flowex.binance.user.ListenTokens;
import com.flowex.binance.user.UserStreams;
import com.flowex.binance.wallet.AccountSnapshots;
import com.flowex.binance.wallet.KeyRights;
import com.flowex.binance.wallet.WalletOperations;
import com.flowex.binance.wsapi.WsApi;
import com.flowex.marketdata.MarketDataReader;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.platform.crypto.KeyRing;
import com.flowex.platform.crypto.Sealing;
import com.flowex.trading.TradingReader;
import com.flowex.wallet.MarginFacade;
import com.flowex.wallet.WalletReader;
import io.helidon.websocket.WsListener;
import java.time.InstantSource;
import java.util.Set;

/**
 * Wiring of the API for clients of Binance. Every operation exists once, under an HTTP path, under a method of the
 * WebSocket API, or under both.
 */
public final class BinanceApi implements AutoCloseable {

    private final Operations operations = new Operations();
    private final WsApi api;
    private final BinanceStreams streams;

    /**
     * Wires the API.
     *
     * @param edge the same limits and tenants apply here
     * @param orderEntry order entry
     * @param keys API keys by which requests are signed
     */
    public BinanceApi(
            Edge edge,
            OrderEntryService orderEntry,
            TradingReader trading,
            MarketDataReader marketdata,
            WalletReader wallet,
            ApiKeys keys) {
        InstantSource clock = InstantSource.system();
        Symbols symbols = new Symbols(orderEntry.listed());
        MarginFacade margin = wallet.margin(orderEntry, clock);
        MarginMarkets lent = new MarginMarkets(margin, clock);
        operations.addAll(new MarketOperations(edge, orderEntry, marketdata.reads(), lent::has, clock).operations());
        operations.addAll(
                new TradeOperations(orderEntry, symbols, trading.reads(), wallet.currentBalances(), edge, clock)
                        .operations());
        AccountSnapshots snapshots = new AccountSnapshots(wallet.counter(), symbols, marketdata.reads(), clock);
        operations.addAll(new WalletOperations(
                        edge.platform().health(),
                        wallet.counter(),
                        symbols,
                        trading.reads(),
                        new KeyRights(keys, margin.accounts()),
                        snapshots)
                .operations());
        operations.addAll(new MarginOperations(margin, wallet.counter(), symbols, trading.reads(), clock).operations());
        operations.addAll(new EmptyVenues(clock).operations());
        ListenKeys listening = new ListenKeys(edge.platform().redis());
        ListenTokens tokens = new ListenTokens(
                new Sealing(KeyRing.of(edge.platform().settings().sealing().keys())), clock);
        operations.addAll(new ListenKeyOperations(listening, tokens, keys, symbols, clock).operations());
        UserStreams users = new UserStreams(trading, orderEntry.listed());
        this.api = new WsApi(edge, keys, operations, users, tokens, clock);
        this.streams = new BinanceStreams(
                edge.platform(), symbols, marketdata, new ListenKeyStreams(listening, keys, users, clock), clock);
    }

    /** Starts to supervise connections. */
    public void start() {
        api.start();
        streams.start();
    }

    /** Returns the routes below {@code /api/v3} and {@code /sapi/v1}. */
    public Routes routes() {
        return new OperationRoutes().addAll(operations).routes();
    }

    /** Returns the methods of {@code /ws-api/v3}, as docs/api/binance-requests.yaml lists them. */
    public Set<String> methods() {
        return api.names();
    }

    /** Returns the listener for a new WebSocket of {@code /ws-api/v3}. */
    public WsListener apiListener(SocketClient client) {
        return api.listener(client);
    }

    /** Returns the listener for a new WebSocket of {@code /ws} and {@code /stream}. */
    public WsListener streamListener(SocketClient client) {
        return streams.listener(client);
    }

    /** Says goodbye to all clients; called before the HTTP server stops, which would cut them off. */
    public void closeStreams() {
        api.close();
        streams.close();
    }

    @Override
    public void close() {
        closeStreams();
    }
}
