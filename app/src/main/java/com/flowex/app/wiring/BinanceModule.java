package com.flowex.app.wiring;

import com.flowex.access.http.route.Routes;
import com.flowex.access.http.server.HttpServer;
import com.flowex.binance.BinanceApi;
import com.flowex.binance.dialect.TimestampUnit;
import com.flowex.binance.stream.BinanceStreams;
import java.util.Set;

/** The API for clients of Binance's spot API, over the views of other services. */
final class BinanceModule implements ServiceModule {

    private final ProcessReaders readers;
    private final BinanceApi binance;

    BinanceModule(ProcessReaders readers) {
        this.readers = readers;
        this.binance = new BinanceApi(
                readers.edge(),
                readers.orderEntry(),
                readers.trading(),
                readers.marketdata(),
                readers.wallet(),
                readers.access().apiKeys());
    }

    @Override
    public Routes routes() {
        return binance.routes();
    }

    @Override
    public void addSockets(HttpServer.Builder server) {
        server.webSocket("/ws-api/v3", Set.of("returnRateLimits", TimestampUnit.PARAMETER), binance::apiListener)
                .webSocket(BinanceStreams.RAW_PATH, BinanceStreams.RAW_QUERY, binance::streamListener)
                .webSocket(BinanceStreams.RAW_PATH + "/*", BinanceStreams.RAW_QUERY, binance::streamListener)
                .webSocket(
                        BinanceStreams.COMBINED_PATH,
                        BinanceStreams.COMBINED_QUERY,
                        Set.of(BinanceStreams.STREAMS),
                        binance::streamListener);
    }

    @Override
    public void start() {
        readers.trading().followAccounts();
        binance.start();
    }

    @Override
    public void closeStreams() {
        binance.closeStreams();
    }

    /** Returns the methods of the WebSocket API. */
    Set<String> methods() {
        return binance.methods();
    }

    @Override
    public void close() {
        binance.close();
    }
}
