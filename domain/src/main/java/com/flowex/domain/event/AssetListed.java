package com.flowex.domain.event;

import com.flowex.domain.Asset;

/**
 * An asset exists from now on.
 */
public record AssetListed(Asset asset) implements Event {}
