/**
 * Providers of coin data: an interface in the shape of CoinGecko's API, its client, and a sample to use without a
 * provider.
 *
 * <p>Invariant: No request waits for a provider: only tasks call it, and their calls are bounded in time, size and
 * number.
 */
@NullMarked
package com.flowex.listings.provider;

import org.jspecify.annotations.NullMarked;
