package com.flowex.domain.value;

/**
 * A sum of one asset, in that asset's smallest unit.
 *
 * @param asset asset of the amount; amounts of different assets are never added
 * @param units signed; a difference may be negative
 */
public record Amount(AssetId asset, long units) {}
