package com.flowex.cluster.snapshot;

import com.flowex.cluster.stop.NodeRefusedException;

/** A snapshot does not give the state that it was taken of: an older one, or the whole log, will. */
public final class DamagedSnapshotException extends NodeRefusedException {
    private static final long serialVersionUID = 1;

    DamagedSnapshotException(String how) {
        super("the snapshot is damaged: " + how);
    }
}
