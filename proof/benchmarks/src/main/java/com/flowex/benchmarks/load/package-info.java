/**
 * Load tool: it sends orders over HTTP as fast as they are answered, or at a rate, and then checks that every
 * acknowledged order exists.
 *
 * <p>Invariant: an order is sent again only with its first client order id.
 */
@NullMarked
package com.flowex.benchmarks.load;

import org.jspecify.annotations.NullMarked;
