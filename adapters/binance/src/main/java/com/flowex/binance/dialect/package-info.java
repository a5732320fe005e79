/**
 * Signatures, errors and limit headers for clients of Binance.
 *
 * <p>Invariant: this package makes no decision; the chain authenticates callers and counts requests (ADR 0084).
 */
@NullMarked
package com.flowex.binance.dialect;

import org.jspecify.annotations.NullMarked;
