package com.flowex.domain.state;

import com.flowex.domain.value.AssetId;

/**
 * Shortfalls of an asset that are recorded and not booked.
 *
 * @param units 1 or more
 */
public record ShortfallState(AssetId asset, long units) implements StateRecord {}
