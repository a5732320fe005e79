/**
 * Trading fees of the caller, and the volumes that decide them.
 *
 * <p>Invariant: this package only reports fees. The engine counts volumes itself, by the same days of the log's time.
 */
@NullMarked
package com.flowex.trading.fee;

import org.jspecify.annotations.NullMarked;
