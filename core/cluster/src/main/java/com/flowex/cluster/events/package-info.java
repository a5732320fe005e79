/**
 * The event log: the events of each command, once, without a gap.
 *
 * <p>Invariant: recorded events are compared and not written again.
 */
@NullMarked
package com.flowex.cluster.events;

import org.jspecify.annotations.NullMarked;
