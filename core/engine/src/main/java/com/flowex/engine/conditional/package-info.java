/**
 * Orders that wait outside the book, sorted by the price that meets them.
 *
 * <p>Invariant: the orders that a price meets depend on the waiting orders, never on how they are stored.
 */
@NullMarked
package com.flowex.engine.conditional;

import org.jspecify.annotations.NullMarked;
