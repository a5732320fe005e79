package com.flowex.cluster.snapshot;

import com.flowex.cluster.stop.NodeRefusedException;

/**
 * Thrown if a snapshot does not give the state that was written; an older one, or the whole log, can be used instead.
 */
public final class DamagedSnapshotException extends NodeRefusedException {
    private static final long serialVersionUID = 1;

    DamagedSnapshotException(String how) {
        super("the snapshot is damaged: " + how);
    }
}
