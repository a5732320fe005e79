package com.flowex.tenants.listing;

import com.flowex.desk.Desk;
import com.flowex.desk.InstrumentDirectory;
import com.flowex.desk.OwnView;
import com.flowex.desk.OwnWrites;
import com.flowex.edge.access.Permission;
import com.flowex.edge.http.Access;
import com.flowex.edge.http.Routes;
import java.time.Duration;

/** What a tenant has to trade: everybody reads it, its administrators list it, change it, halt and resume it. */
public final class ListingRoutes {

    private final Desk desk;
    private final Listings listings;
    private final OwnView view;

    /** @param readWait how long a read waits for what its caller knows already */
    public ListingRoutes(Desk desk, Listings listings, Duration readWait) {
        this.desk = desk;
        this.listings = listings;
        this.view = new OwnView(
                new OwnWrites(desk.path(), readWait), listings.catalog().progress());
    }

    public Routes routes() {
        Access manage = Access.of(Permission.MARKETS_MANAGE);
        InstrumentDirectory listed = desk.listed();
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
                .post(pair + "/state", manage, MarketStateEndpoint.naming(desk, view))
                .post(pair + "/halt", Access.of(Permission.HALT), MarketStateEndpoint.halting(desk, view))
                .withoutBody()
                .post(pair + "/resume", manage, MarketStateEndpoint.resuming(desk, view))
                .withoutBody();
    }
}
