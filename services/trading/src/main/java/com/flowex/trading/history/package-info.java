/**
 * An account's history as CSV files of orders and fills.
 *
 * <p>Invariant: a file is written page by page. At most one page is in memory, and no database connection waits for a
 * reader.
 */
@NullMarked
package com.flowex.trading.history;

import org.jspecify.annotations.NullMarked;
