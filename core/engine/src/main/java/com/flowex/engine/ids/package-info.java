/**
 * Idempotency: answers by the caller's ids, for as long as they are remembered.
 *
 * <p>Invariant: a used id never counts as unused while even a trace of it is kept.
 */
@NullMarked
package com.flowex.engine.ids;

import org.jspecify.annotations.NullMarked;
