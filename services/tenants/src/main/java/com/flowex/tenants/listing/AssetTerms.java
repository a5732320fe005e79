package com.flowex.tenants.listing;

import com.flowex.domain.Asset;
import com.flowex.domain.AssetId;
import com.flowex.domain.Scale;

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
