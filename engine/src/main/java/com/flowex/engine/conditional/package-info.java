/**
 * Orders that wait outside the book, in the order in which a moving price meets them.
 *
 * <p>Invariant: what a price meets depends on the orders that wait, never on how they are stored.
 */
@NullMarked
package com.flowex.engine.conditional;

import org.jspecify.annotations.NullMarked;
