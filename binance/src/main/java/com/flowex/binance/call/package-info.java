/**
 * What is asked in this dialect, whichever way it came: over HTTP or over the WebSocket API.
 *
 * <p>Invariant: an operation knows no transport, so both answer the same.
 */
@NullMarked
package com.flowex.binance.call;

import org.jspecify.annotations.NullMarked;
