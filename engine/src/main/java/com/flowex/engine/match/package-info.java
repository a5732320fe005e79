/**
 * An order meets the book: the plan of what it will do there, and the doing.
 *
 * <p>Invariant: what does a plan decides nothing.
 */
@NullMarked
package com.flowex.engine.match;

import org.jspecify.annotations.NullMarked;
