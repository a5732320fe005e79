package com.flowex.cluster.node;

/** A snapshot does not give the state that it was taken of: an older one, or the whole log, will. */
final class DamagedSnapshotException extends NodeRefusedException {
    private static final long serialVersionUID = 1;

    DamagedSnapshotException(String how) {
        super("the snapshot is damaged: " + how);
    }
}
