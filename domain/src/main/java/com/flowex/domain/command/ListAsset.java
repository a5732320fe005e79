package com.flowex.domain.command;

import com.flowex.domain.Asset;

/**
 * Lists an asset. Ids and codes are taken once; the scale never changes.
 */
public record ListAsset(Asset asset) implements Command {}
