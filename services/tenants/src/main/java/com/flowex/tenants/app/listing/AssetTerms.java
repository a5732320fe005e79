package com.flowex.tenants.app.listing;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;

/**
 * Terms of a new asset, without its number.
 *
 * @param supplyWhole maximum number of whole units, 1 or more
 */
public record AssetTerms(String code, Scale scale, long supplyWhole) {

    Asset numbered(int tenant, int number) {
        return new Asset(tenant, new AssetId(number), code, scale, supplyWhole);
    }
}
