package com.flowex.ground.projection;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.protocol.EventBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Folds events into the tables of one service. All its methods run on one thread at a time. */
public interface Projection {

    /** Its schema in the database, and the key of its checkpoint; never changes. */
    String name();

    /**
     * Called once before the first event: fills memory from the tables.
     *
     * @param views unqualified names are those of the view's schema
     * @param at everything up to it is in the tables
     */
    default void load(Connection views, Checkpoint at) throws SQLException {}

    /**
     * Writes what the events mean. Commits together with the checkpoint, or not at all; then the same batches come
     * again, so nothing but the connection may be changed here.
     *
     * @param views autocommit off, the runner commits; unqualified names are those of the view's schema, which has
     *     another name while it is built anew: nothing here may qualify them
     * @throws SQLException a passing fault is tried again, any other stops the projection
     */
    void apply(Connection views, List<EventBatch> batches) throws SQLException;

    /** The batches are committed; called once for each list, in order. Here memory may change. */
    default void committed(List<EventBatch> batches) {}

    /**
     * What another process has written: takes into memory what is read there. Called instead of {@link #apply} and {@link #committed}
     * while another process keeps the view; before this one does, another projection is loaded. What keeps nothing in memory that
     * anybody reads has nothing to do.
     *
     * @param views reads the rows as they are by now, which may be further than these batches
     * @return false if what was loaded is no longer true: then another projection is loaded
     */
    default boolean follow(Connection views, List<EventBatch> batches) throws SQLException {
        return true;
    }

    /**
     * Compares a part of what is held in memory with the tables: another part each time, so that all of it is compared in turn. What keeps
     * nothing in memory that requests read has nothing to compare.
     *
     * @param views reads the rows as of the last event that was committed or followed here
     * @return one line that names what differs; empty if nothing does
     */
    default Optional<String> difference(Connection views) throws SQLException {
        return Optional.empty();
    }

    /** Tenants that it shows no further than they were when one of their events could not be applied. Any thread. */
    default Map<Integer, StoppedTenant> stopped() {
        return Map.of();
    }
}
