package com.flowex.platform.saga;

import com.flowex.platform.database.transaction.Transaction;
import java.util.List;

/** Definition of the sagas of one kind. */
public interface SagaKind {

    /** Returns the name in the database, the command line and metrics. */
    String name();

    /** Returns the steps in their order, which never changes between versions except at the end. */
    List<SagaStep> steps();

    /**
     * Writes rows in the very transaction that changes a saga's phase: it begins to be undone, stops, continues, fails
     * or completes.
     */
    void stands(Transaction connection, Saga saga);
}
