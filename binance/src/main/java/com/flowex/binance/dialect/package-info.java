/**
 * How clients of Binance sign, are refused and hear of their limits.
 *
 * <p>Invariant: nothing is decided here; who is let in and what is counted is the chain's (ADR 0084).
 */
@NullMarked
package com.flowex.binance.dialect;

import org.jspecify.annotations.NullMarked;
