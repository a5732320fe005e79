/**
 * How a coin becomes a market of a tenant in one step: with which figures, and under which code.
 *
 * <p>Invariant: asked again, or again after an end in between, there is one asset and one market.
 */
@NullMarked
package com.flowex.listings.opening;

import org.jspecify.annotations.NullMarked;
