/**
 * Folds the event log into views, with the checkpoint in the same transaction.
 *
 * <p>Invariant: a projection never skips: what it cannot apply stops it.
 */
@NullMarked
package com.flowex.platform.projection;

import org.jspecify.annotations.NullMarked;
