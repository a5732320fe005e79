/**
 * The markets as their events left them: what is listed, whether it is open, what rests in its book.
 *
 * <p>Invariant: kept in memory, made of events alone.
 */
@NullMarked
package com.flowex.trading.market;

import org.jspecify.annotations.NullMarked;
