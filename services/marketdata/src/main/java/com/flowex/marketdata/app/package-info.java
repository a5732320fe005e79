/**
 * Queries of the markets, figures that are computed on request, and the probe of the markets.
 *
 * <p>Invariant: a figure names its window and agrees with the trades of that window.
 */
@NullMarked
package com.flowex.marketdata.app;

import org.jspecify.annotations.NullMarked;
