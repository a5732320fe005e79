/**
 * Arrival of orders: idempotency, admission and placement.
 *
 * <p>Invariant: a refused order changes nothing but the memory of its id.
 */
@NullMarked
package com.flowex.engine.order;

import org.jspecify.annotations.NullMarked;
