/**
 * Conversion of one asset into another at a quoted price, by one order on the book.
 *
 * <p>Invariant: a quote is executed once, at its price or better; the answer is the outcome in the log.
 */
@NullMarked
package com.flowex.wallet.app.convert;

import org.jspecify.annotations.NullMarked;
