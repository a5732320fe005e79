/**
 * A node's files as they lie on the disk, known without a running Aeron.
 *
 * <p>Invariant: one process owns a data directory; others only look.
 */
@NullMarked
package com.flowex.cluster.disk;

import org.jspecify.annotations.NullMarked;
