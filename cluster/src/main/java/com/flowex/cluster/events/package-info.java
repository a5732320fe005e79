/**
 * The event log: the events of each command, once, without a gap.
 *
 * <p>Invariant: what is recorded already is compared instead of written.
 */
@NullMarked
package com.flowex.cluster.events;

import org.jspecify.annotations.NullMarked;
