package com.flowex.tenants.listing;

import com.flowex.domain.Asset;
import com.flowex.domain.Instrument;
import com.flowex.ground.projection.ViewProgress;
import java.util.List;
import java.util.Optional;

/** What is listed, as a view of the log has it. */
public interface Catalog {

    /** A tenant's asset by its code. */
    Optional<Asset> asset(int tenant, String code);

    /** A tenant's market by its symbol. */
    Optional<Instrument> market(int tenant, String symbol);

    /** All markets of a tenant, delisted ones too, by their numbers. */
    List<Instrument> markets(int tenant);

    /** The highest number any tenant's asset has; 0 if there is none. */
    int lastAsset();

    /** The highest number any tenant's market has; 0 if there is none. */
    int lastMarket();

    /** How far it is. */
    ViewProgress progress();
}
