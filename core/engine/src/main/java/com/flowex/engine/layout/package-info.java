/**
 * Packing of small numbers into words, for the tables of the engine.
 *
 * <p>Invariant: it does not depend on the meaning of the numbers.
 */
@NullMarked
package com.flowex.engine.layout;

import org.jspecify.annotations.NullMarked;
