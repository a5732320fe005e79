package com.flowex.app.wiring;

import com.flowex.access.http.route.Routes;
import com.flowex.app.wiring.adapter.CoinMarkets;
import com.flowex.listings.ListingsService;
import com.flowex.platform.monitor.HealthMonitor;
import com.flowex.tenants.app.listing.AssetMarketListing;

/** Listings: the coins of the world, and their listing as markets of tenants. */
final class ListingsModule implements ServiceModule {

    private final ListingsService coins;

    ListingsModule(ProcessReaders readers) {
        this.coins = new ListingsService(
                readers.edge(),
                readers.coins(),
                new CoinMarkets(new AssetMarketListing(
                        readers.listings(), readers.edge().tenants())));
    }

    @Override
    public Routes routes() {
        return coins.routes();
    }

    @Override
    public void start() {
        coins.start();
    }

    @Override
    public void watch(HealthMonitor monitor) {
        coins.watch(monitor);
    }

    @Override
    public void close() {
        coins.close();
    }
}
