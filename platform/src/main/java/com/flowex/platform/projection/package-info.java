/**
 * Projections of the event log into views, with the checkpoint in the same transaction.
 *
 * <p>Invariant: a projection never skips an event by itself; an event that it cannot apply stops it for the event's
 * tenant.
 */
@NullMarked
package com.flowex.platform.projection;

import org.jspecify.annotations.NullMarked;
