package com.flowex.wallet.store.margin;

import com.flowex.domain.margin.MarginRates;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.value.AssetId;

/**
 * Lending pool of an asset, as the view shows it.
 *
 * @param version number of the event that set the terms
 * @param rates rates by use and volume, beside the terms
 * @param ratesVersion number of the event that set them; 0 if none has
 * @param indexPrice index price in the scale of the terms; 0 if no source has given one
 * @param indexNanos log time of the price's last change; 0 without one
 * @param lentUnits sum of the principals
 * @param interestUnits sum of the unpaid interest
 * @param shortfallUnits recorded losses that are not booked
 * @param freeUnits money of the lending account
 * @param insuranceUnits money of the insurance account
 */
public record LendingPool(
        AssetId asset,
        MarginTerms terms,
        long version,
        MarginRates rates,
        long ratesVersion,
        long indexPrice,
        long indexNanos,
        long lentUnits,
        long interestUnits,
        long shortfallUnits,
        long freeUnits,
        long insuranceUnits) {}
