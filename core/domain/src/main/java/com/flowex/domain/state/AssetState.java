package com.flowex.domain.state;

import com.flowex.domain.market.Asset;

/**
 * A listed asset, in the order of listing.
 */
public record AssetState(Asset asset) implements StateRecord {}
