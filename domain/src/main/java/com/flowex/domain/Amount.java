package com.flowex.domain;

/**
 * A sum of one asset, in that asset's smallest unit.
 *
 * @param asset amounts of different assets never meet
 * @param units signed; a difference may be negative
 */
public record Amount(AssetId asset, long units) {}
