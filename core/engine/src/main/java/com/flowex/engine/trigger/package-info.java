/**
 * Orders that act later: conditional ones when a price meets their trigger, time-weighted ones slice by slice.
 *
 * <p>Invariant: triggered orders act one after the other, each like a new order.
 */
@NullMarked
package com.flowex.engine.trigger;

import org.jspecify.annotations.NullMarked;
