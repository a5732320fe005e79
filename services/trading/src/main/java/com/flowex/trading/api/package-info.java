/**
 * Endpoints for the fills, fees and positions of an account, also as CSV files.
 *
 * <p>Invariant: a file is written page by page. At most one page is in memory, and no database connection waits for a
 * reader.
 */
@NullMarked
package com.flowex.trading.api;

import org.jspecify.annotations.NullMarked;
