/**
 * The load tool: orders over HTTP as fast as they are answered, or at a rate, and afterwards the question that matters:
 * is every acknowledged order there?
 *
 * <p>Invariant: an order is sent again only with the client order id it had.
 */
@NullMarked
package com.flowex.benchmarks.load;

import org.jspecify.annotations.NullMarked;
