/**
 * Readers of the event log from any number on.
 *
 * <p>Invariant: a tail delivers every event once and in order, or stops.
 */
@NullMarked
package com.flowex.cluster.tail;

import org.jspecify.annotations.NullMarked;
