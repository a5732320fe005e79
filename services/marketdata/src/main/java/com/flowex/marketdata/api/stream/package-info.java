/**
 * Live market data over a WebSocket; docs/api/market-data-stream.md is the contract. {@code access.socket} has the
 * connections and their limits; this package has the messages.
 */
@NullMarked
package com.flowex.marketdata.api.stream;

import org.jspecify.annotations.NullMarked;
