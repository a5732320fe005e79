/**
 * Live market data over a WebSocket; docs/api/market-data-stream.md is the contract. {@code edge.stream} has the
 * connections and their limits; this package has the messages.
 */
@NullMarked
package com.flowex.marketdata.stream;

import org.jspecify.annotations.NullMarked;
