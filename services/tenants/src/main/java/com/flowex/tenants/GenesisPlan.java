package com.flowex.tenants;

import com.flowex.edge.http.Json;
import com.flowex.edge.tenancy.TenantConfiguration.MarketDefaults;
import com.flowex.ground.refusal.Fields;
import com.flowex.tenants.listing.AssetForm;
import com.flowex.tenants.listing.Catalog;
import com.flowex.tenants.listing.MarketForm;
import java.util.List;

/**
 * What the first tenant trades from the start, as its operator's file has it: assets and markets in the words of the API. What is listed
 * already stays as it is, so that what an administrator changed since is not undone by the next start.
 */
public record GenesisPlan(List<AssetForm> assets, List<MarketForm> markets) {

    /** Nothing. */
    public static final GenesisPlan NONE = new GenesisPlan(List.of(), List.of());

    public GenesisPlan {
        assets = List.copyOf(assets);
        markets = List.copyOf(markets);
    }

    /**
     * Reads a file.
     *
     * @throws com.flowex.ground.refusal.Refusal naming each field that is wrong
     */
    public static GenesisPlan parse(byte[] json) {
        return Json.read(json, GenesisPlan.class);
    }

    /**
     * What of it is not there yet, found right.
     *
     * @throws com.flowex.ground.refusal.Refusal naming each field that is wrong, or not as it is listed
     */
    ListingReading.Listing missing(int tenant, Catalog catalog, MarketDefaults defaults) {
        ListingReading reading = ListingReading.of(tenant, catalog);
        Fields fields = new Fields();
        reading.read(
                assets,
                markets.stream()
                        .filter(market -> catalog.market(tenant, market.base() + "-" + market.quote())
                                .isEmpty())
                        .toList(),
                defaults,
                fields);
        fields.check();
        return reading.checked();
    }
}
