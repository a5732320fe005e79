package com.flowex.tenants.listing;

import com.flowex.domain.Asset;
import com.flowex.domain.AssetId;
import com.flowex.domain.Scale;

/**
 * What is asked for a new asset; its number is not known yet.
 *
 * @param supplyWhole how many whole units can ever exist, 1 or more
 */
public record AssetTerms(String code, Scale scale, long supplyWhole) {

    Asset numbered(int tenant, int number) {
        return new Asset(tenant, new AssetId(number), code, scale, supplyWhole);
    }
}
