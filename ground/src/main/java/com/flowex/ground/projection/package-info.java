/**
 * Folds the event log into views, with the checkpoint in the same transaction.
 *
 * <p>Invariant: a projection never skips by itself: what it cannot apply stops it, for the tenant whose event it is.
 */
@NullMarked
package com.flowex.ground.projection;

import org.jspecify.annotations.NullMarked;
