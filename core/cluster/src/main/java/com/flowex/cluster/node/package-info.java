/**
 * The engine on its log: commit, snapshots, recovery, the event log.
 *
 * <p>Invariant: a command is on disk before it is answered, and the same log gives the same event log, byte for byte.
 */
@NullMarked
package com.flowex.cluster.node;

import org.jspecify.annotations.NullMarked;
