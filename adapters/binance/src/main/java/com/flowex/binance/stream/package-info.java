/**
 * Public streams in Binance's format, over {@code /ws} and {@code /stream}. They follow the market data service's
 * views; {@code edge.stream} has the connections.
 *
 * <p>Invariant: each depth update begins with the number after the previous update's last one. With an HTTP snapshot
 * taken after the subscription, the first update that ends after its {@code lastUpdateId} begins at the next number at
 * the latest.
 */
@NullMarked
package com.flowex.binance.stream;

import org.jspecify.annotations.NullMarked;
