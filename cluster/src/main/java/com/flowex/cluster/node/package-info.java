/**
 * The engine on its log: commits, snapshots, recovery, the event log.
 *
 * <p>Invariant: nothing is answered before it is on disk, and the same log gives the same event log, byte for byte.
 */
@NullMarked
package com.flowex.cluster.node;

import org.jspecify.annotations.NullMarked;
