/**
 * Changes of open orders: amended in the book, revised while waiting, or replaced.
 *
 * <p>Invariant: an order keeps its place only if it asks for nothing beyond what it had.
 */
@NullMarked
package com.flowex.engine.amend;

import org.jspecify.annotations.NullMarked;
