package com.flowex.simulator.model;

import com.flowex.cluster.fold.Core;

/** Where a log keeps its word, one method a promise. As they are here all are kept; tests break one each and must be found out. */
public class Promises {

    /** How many records of its log a node says it cannot lose any more. */
    public long safe(NodeDisk disk) {
        return disk.synced();
    }

    /** How many records of its log a node may apply. */
    public long applicable(ModelNode node) {
        return Math.min(node.committed(), safe(node.disk()));
    }

    /** How often a message that arrived once is put into the log. */
    public int copies() {
        return 1;
    }

    /** How many records before a snapshot a node applies again that starts from it. */
    public int overlap() {
        return 0;
    }

    /** The engine as a snapshot is taken of it. */
    public Core written(Core core) {
        return core;
    }

    /** Whether a reader of events writes what they mean before it notes that it has read them. */
    public boolean writesFirst() {
        return true;
    }
}
