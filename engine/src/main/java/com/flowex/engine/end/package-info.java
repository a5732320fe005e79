/**
 * How open orders end without a trade: canceled, expired, overdue.
 *
 * <p>Invariant: an order that ends says so once, frees its hold, and takes the other order of its pair or link with it.
 */
@NullMarked
package com.flowex.engine.end;

import org.jspecify.annotations.NullMarked;
