package com.flowex.app.wiring;

import com.flowex.access.http.page.ViewPages;
import com.flowex.access.http.route.Routes;
import com.flowex.access.http.server.HttpServer;
import com.flowex.app.demo.DemoMarket;
import com.flowex.marketdata.MarketDataReader;
import com.flowex.marketdata.MarketDataService;
import com.flowex.platform.monitor.HealthMonitor;
import java.util.List;

/** Market data: books, trades and candles, and their stream. */
final class MarketDataModule implements ServiceModule {

    private final MarketDataReader reader;
    private final MarketDataService marketdata;

    MarketDataModule(ProcessReaders readers) {
        this.reader = readers.marketdata();
        this.marketdata = new MarketDataService(
                readers.edge(), reader, readers.settings().demoMarket() ? DemoMarket.sources() : List.of());
    }

    @Override
    public Routes routes() {
        return ViewPages.guarded(reader.tables(), marketdata.routes());
    }

    @Override
    public void addSockets(HttpServer.Builder server) {
        server.webSocket("/ws/market-data", marketdata::listener);
    }

    @Override
    public void start() {
        marketdata.start();
    }

    @Override
    public void watch(HealthMonitor monitor) {
        marketdata.watch(monitor);
    }

    @Override
    public void closeStreams() {
        marketdata.closeStream();
    }

    @Override
    public void close() {
        marketdata.close();
    }
}
