/**
 * A node's files as they are on the disk, read without a running Aeron.
 *
 * <p>Invariant: one process owns a data directory; others only read it.
 */
@NullMarked
package com.flowex.cluster.disk;

import org.jspecify.annotations.NullMarked;
