package com.flowex.tenants.app.listing;

import com.flowex.domain.market.Asset;
import com.flowex.domain.market.Instrument;
import com.flowex.platform.projection.status.ViewProgress;
import java.util.List;
import java.util.Optional;

/** Catalogue of listed assets and markets, from a view of the log. */
public interface Catalog {

    /** Returns a tenant's asset by its code. */
    Optional<Asset> asset(int tenant, String code);

    /** Returns a tenant's market by its symbol. */
    Optional<Instrument> market(int tenant, String symbol);

    /** Returns all markets of a tenant by number, delisted ones too. */
    List<Instrument> markets(int tenant);

    /** Returns the highest asset number of all tenants; 0 if there is none. */
    int lastAsset();

    /** Returns the highest market number of all tenants; 0 if there is none. */
    int lastMarket();

    /** Returns the progress of the view. */
    ViewProgress progress();
}
