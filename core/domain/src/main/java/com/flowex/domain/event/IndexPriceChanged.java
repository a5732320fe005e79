package com.flowex.domain.event;

import com.flowex.domain.value.AssetId;

/**
 * An asset has another index price.
 *
 * @param priceUnits price of a whole unit, in the scale of the asset's margin terms
 */
public record IndexPriceChanged(int tenant, AssetId asset, long priceUnits) implements Event {}
