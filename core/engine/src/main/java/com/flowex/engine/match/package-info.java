/**
 * Matching of an order with the book: the plan of its execution, and the execution.
 *
 * <p>Invariant: the code that carries out a plan decides nothing.
 */
@NullMarked
package com.flowex.engine.match;

import org.jspecify.annotations.NullMarked;
