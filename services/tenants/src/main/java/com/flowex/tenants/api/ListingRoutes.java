package com.flowex.tenants.api;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Routes;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.orderentry.read.ReadYourWrites;
import com.flowex.tenants.app.listing.Listings;
import java.time.Duration;

/**
 * Routes of a tenant's assets and markets: public ones to read them, and administrators' ones to list, change, halt and
 * resume them.
 */
public final class ListingRoutes {

    private final OrderEntryService orderEntry;
    private final Listings listings;
    private final ConsistentView view;

    /** @param readWait maximum time that a read waits for its caller's own writes */
    public ListingRoutes(OrderEntryService orderEntry, Listings listings, Duration readWait) {
        this.orderEntry = orderEntry;
        this.listings = listings;
        this.view = new ConsistentView(
                new ReadYourWrites(orderEntry.path(), readWait),
                listings.catalog().progress());
    }

    public Routes routes() {
        Access manage = Access.of(Permission.MARKETS_MANAGE);
        InstrumentDirectory listed = orderEntry.listed();
        String assets = "/api/trading/assets";
        String pairs = "/api/trading/pairs";
        String pair = "/api/trading/pairs/{symbol}";
        return new Routes()
                .get(assets, Access.PUBLIC, new ListAssetsEndpoint(listed))
                .post(assets, manage, new AddAssetEndpoint(listings))
                .get(pairs, Access.PUBLIC, new ListPairsEndpoint(listed))
                .query("base", "quote", "status")
                .post(pairs, manage, new AddPairEndpoint(listings, listed))
                .patch(pair, manage, new ChangePairEndpoint(listings, listed))
                .post(pair + "/state", manage, MarketStateEndpoint.naming(orderEntry, view))
                .post(pair + "/halt", Access.of(Permission.HALT), MarketStateEndpoint.halting(orderEntry, view))
                .withoutBody()
                .post(pair + "/resume", manage, MarketStateEndpoint.resuming(orderEntry, view))
                .withoutBody();
    }
}
