package com.flowex.domain.command;

import com.flowex.domain.market.Asset;

/** Lists an asset. Each id and code can be used once; the scale never changes. */
public record ListAsset(Asset asset) implements Command {}
