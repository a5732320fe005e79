/**
 * Market data as it happens, over a WebSocket: docs/api/market-data-stream.md is the contract. Connections and their limits
 * are {@code edge.stream}'s; here is what is said over them.
 */
@NullMarked
package com.flowex.marketdata.stream;

import org.jspecify.annotations.NullMarked;
