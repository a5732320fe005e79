/**
 * Orders that act later: conditional ones when a price meets their trigger, time-weighted ones slice by slice.
 *
 * <p>Invariant: what has triggered acts one after the other, each as if it had just come.
 */
@NullMarked
package com.flowex.engine.trigger;

import org.jspecify.annotations.NullMarked;
