package com.flowex.domain.event;

import com.flowex.domain.market.Asset;

/**
 * An asset exists from now on.
 */
public record AssetListed(Asset asset) implements Event {}
