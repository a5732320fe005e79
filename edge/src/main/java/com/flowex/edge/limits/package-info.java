/**
 * How many requests who may send: budgets that refill, and which of them a request draws on.
 *
 * <p>Invariant: what is kept in memory is bounded; a Redis that is away makes limits local, never absent.
 */
@NullMarked
package com.flowex.edge.limits;

import org.jspecify.annotations.NullMarked;
