/**
 * Fees of accounts, and the commands that limit and stop accounts.
 *
 * <p>Invariant: fees are only reported here. The engine counts volumes itself, by the same days of the log's time.
 */
@NullMarked
package com.flowex.trading.app;

import org.jspecify.annotations.NullMarked;
