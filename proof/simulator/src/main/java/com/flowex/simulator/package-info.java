/**
 * Proof by recorded markets: real order flow is sent through the engine and compared with the published data.
 *
 * <p>Invariant: the engine decides alone. Published data is only compared, or replaces orders that were never
 * published.
 */
@NullMarked
package com.flowex.simulator;

import org.jspecify.annotations.NullMarked;
