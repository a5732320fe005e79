/**
 * Rate limits: budgets that refill, and the choice of budgets for a request.
 *
 * <p>Invariant: state in memory is bounded; an unreachable Redis makes limits local, never absent.
 */
@NullMarked
package com.flowex.access.ratelimit;

import org.jspecify.annotations.NullMarked;
