/**
 * Public streams in the words of Binance's clients, over {@code /ws} and {@code /stream}: what is followed are the market data
 * service's views, and connections are {@code edge.stream}'s.
 *
 * <p>Invariant: each depth update begins with the number behind the one before it, and with a snapshot asked for over HTTP after
 * the subscription the first that ends behind its {@code lastUpdateId} begins no later than behind it.
 */
@NullMarked
package com.flowex.binance.stream;

import org.jspecify.annotations.NullMarked;
