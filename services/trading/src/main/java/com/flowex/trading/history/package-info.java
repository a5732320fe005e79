/**
 * An account's past as a file: orders and fills as CSV.
 *
 * <p>Invariant: a file is written page by page; no more than one page is in memory, and no connection waits for a reader.
 */
@NullMarked
package com.flowex.trading.history;

import org.jspecify.annotations.NullMarked;
