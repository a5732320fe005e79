/**
 * Whom coins are asked of: the shape of CoinGecko's API, its client, and the sample that stands in for it.
 *
 * <p>Invariant: No request waits here: only tasks ask, and each is bounded in time, size and number.
 */
@NullMarked
package com.flowex.listings.provider;

import org.jspecify.annotations.NullMarked;
