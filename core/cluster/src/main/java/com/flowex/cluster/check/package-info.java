/**
 * Checks before a node starts and while it runs: consistent parts, unchanged bytes.
 *
 * <p>Invariant: a loss is reported and never hidden.
 */
@NullMarked
package com.flowex.cluster.check;

import org.jspecify.annotations.NullMarked;
