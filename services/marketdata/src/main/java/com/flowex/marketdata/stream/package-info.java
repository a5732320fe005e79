/**
 * Market data as it happens, over a WebSocket: docs/api/market-data-stream.md is the contract.
 *
 * <p>Invariant: what a connection costs has a bound that no reader can move, however slow. Nothing is queued per
 * connection but requests; each channel remembers how far its reader has come and sends the difference to now.
 */
@NullMarked
package com.flowex.marketdata.stream;

import org.jspecify.annotations.NullMarked;
