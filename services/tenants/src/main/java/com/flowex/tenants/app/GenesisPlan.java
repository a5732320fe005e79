package com.flowex.tenants.app;

import com.flowex.access.http.response.Json;
import com.flowex.access.tenancy.TenantConfiguration.MarketDefaults;
import com.flowex.platform.errors.Fields;
import com.flowex.tenants.app.listing.AssetForm;
import com.flowex.tenants.app.listing.Catalog;
import com.flowex.tenants.app.listing.MarketForm;
import java.util.List;

/**
 * Initial assets and markets of the first tenant, from the operator's file, in the format of the API. Listed markets
 * stay as they are, so that a restart does not undo an administrator's change.
 */
public record GenesisPlan(List<AssetForm> assets, List<MarketForm> markets) {

    /** An empty plan. */
    public static final GenesisPlan NONE = new GenesisPlan(List.of(), List.of());

    public GenesisPlan {
        assets = List.copyOf(assets);
        markets = List.copyOf(markets);
    }

    /**
     * Reads a file.
     *
     * @throws com.flowex.platform.errors.Refusal naming each field that is wrong
     */
    public static GenesisPlan parse(byte[] json) {
        return Json.read(json, GenesisPlan.class);
    }

    /**
     * Returns the assets and markets that are not listed yet, after checks.
     *
     * @throws com.flowex.platform.errors.Refusal naming each field that is wrong, or differs from the listed one
     */
    ListingParser.Listing missing(int tenant, Catalog catalog, MarketDefaults defaults) {
        ListingParser reading = ListingParser.of(tenant, catalog);
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
