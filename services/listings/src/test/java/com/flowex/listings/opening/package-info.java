/**
 * Listing of a coin as a market of a tenant in one step, with default parameters and a code.
 *
 * <p>Invariant: a repeated request, also after a crash, leaves one asset and one market.
 */
@NullMarked
package com.flowex.listings.opening;

import org.jspecify.annotations.NullMarked;
