/**
 * Operators' tools for a stopped node: verify, repair, copy.
 *
 * <p>Invariant: nothing is deleted.
 */
@NullMarked
package com.flowex.cluster.repair;

import org.jspecify.annotations.NullMarked;
