package com.flowex.ground.saga;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What sagas of one name do. */
public interface SagaKind {

    /** As the database, the command line and metrics call it. */
    String name();

    /** In their order, which never changes between versions but at its end. */
    List<SagaStep> steps();

    /**
     * What is written in the very transaction in which a saga changes how it stands: it has begun to be undone, has stopped, goes on
     * again, has failed or is complete.
     */
    void stands(Connection connection, Saga saga) throws SQLException;
}
