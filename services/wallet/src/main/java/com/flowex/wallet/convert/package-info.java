/**
 * One asset for another at a price that was quoted, in one order on the book.
 *
 * <p>Invariant: a quote is executed once, at its price or better; what the log did is what is told.
 */
@NullMarked
package com.flowex.wallet.convert;

import org.jspecify.annotations.NullMarked;
