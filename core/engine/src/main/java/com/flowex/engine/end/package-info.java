/**
 * Ends of open orders without a trade: canceled, expired, overdue.
 *
 * <p>Invariant: an order that ends emits one event, releases its hold, and ends the other order of its pair or link.
 */
@NullMarked
package com.flowex.engine.end;

import org.jspecify.annotations.NullMarked;
