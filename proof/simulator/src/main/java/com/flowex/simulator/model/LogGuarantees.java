package com.flowex.simulator.model;

import com.flowex.cluster.reducer.StateMachine;

/**
 * Guarantees of a log, one method each. As defined here all are kept; a test breaks one at a time, and the simulation
 * must detect it.
 */
public class LogGuarantees {

    /** Returns the number of records of its log that a node reports as safe. */
    public long safe(ModelDisk disk) {
        return disk.synced();
    }

    /** Returns the number of records of its log that a node may apply. */
    public long applicable(ModelNode node) {
        return Math.min(node.committed(), safe(node.disk()));
    }

    /** Returns the number of times that an arrived message is put into the log. */
    public int copies() {
        return 1;
    }

    /** Returns the number of records before a snapshot that a node starting from it applies again. */
    public int overlap() {
        return 0;
    }

    /** Returns the engine from which a snapshot is taken. */
    public StateMachine written(StateMachine core) {
        return core;
    }

    /** Returns true if a reader of events writes its view before it notes that it has read them. */
    public boolean writesFirst() {
        return true;
    }
}
