/**
 * What the caller pays for trading, and why.
 *
 * <p>Invariant: what is said here decides nothing; the engine counts volumes itself, by the same days of the log's time.
 */
@NullMarked
package com.flowex.trading.fee;

import org.jspecify.annotations.NullMarked;
