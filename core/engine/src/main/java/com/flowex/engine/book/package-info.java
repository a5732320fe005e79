/**
 * Order books: open orders by price, then time. They contain quantities and owners, but no money.
 *
 * <p>Invariant: an order that keeps its price and is never raised keeps its place in the queue.
 */
@NullMarked
package com.flowex.engine.book;

import org.jspecify.annotations.NullMarked;
