package com.flowex.binance;

import com.flowex.binance.call.Operation;
import com.flowex.binance.rest.OperationRoutes;
import com.flowex.desk.Desk;
import com.flowex.edge.Edge;
import com.flowex.edge.access.ApiKeys;
import com.flowex.edge.http.Access;
import com.flowex.edge.http.Routes;
import com.flowex.marketdata.MarketDataService;
import com.flowex.trading.TradingService;
import com.flowex.wallet.WalletService;
import java.time.InstantSource;
import java.util.Map;

/**
 * The way in for clients of Binance: the wiring. Every operation stands once, under a path of HTTP, under a method of the
 * WebSocket API, or under both.
 */
public final class BinanceDoor {

    private final InstantSource clock = InstantSource.system();
    /**
     * A door.
     *
     * @param edge whose limits and tenants hold here too
     * @param desk where everybody trades
     * @param keys by which requests may be signed
     */
    public BinanceDoor(
            Edge edge,
            Desk desk,
            TradingService trading,
            MarketDataService marketdata,
            WalletService wallet,
            ApiKeys keys) {}

    /** Everything below {@code /api/v3} and {@code /sapi/v1}. */
    public Routes routes() {
        return new OperationRoutes()
                .at("GET", "/api/v3/ping", Operation.of(1, Access.PUBLIC, _ -> Map.of()))
                .at("GET", "/api/v3/time", Operation.of(1, Access.PUBLIC, _ -> Map.of("serverTime", clock.millis())))
                .routes();
    }
}
