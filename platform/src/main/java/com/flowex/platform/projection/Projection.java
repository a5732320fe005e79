package com.flowex.platform.projection;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.platform.projection.tenant.StoppedTenant;
import com.flowex.protocol.event.EventBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Projection of events into the tables of one service. All its methods run on one thread at a time. */
public interface Projection {

    /** Returns its schema in the database, which is the key of its checkpoint, too; it never changes. */
    String name();

    /**
     * Fills memory from the tables; called once before the first event.
     *
     * @param views unqualified names are those of the view's schema
     * @param at checkpoint of the tables
     */
    default void load(Connection views, Checkpoint at) throws SQLException {}

    /**
     * Writes the effects of events. They are committed together with the checkpoint, or not at all; then the same
     * batches come again, so this method may change nothing but the connection.
     *
     * @param views autocommit is off, and the runner commits. Unqualified names are those of the view's schema, which
     *     has another name during a rebuild: nothing here may qualify them
     * @throws SQLException a passing fault is retried, any other stops the projection
     */
    void apply(Connection views, List<EventBatch> batches) throws SQLException;

    /** Updates memory after the batches are committed; called once for each list, in order. */
    default void committed(List<EventBatch> batches) {}

    /** Returns true if live streams show what was committed, so that a flush does not wait for more events. */
    default boolean isStreamed() {
        return false;
    }

    /**
     * Takes rows that another process has written into memory. It is called instead of {@link #apply} and {@link
     * #committed} while another process writes the view. Before this process writes it, another projection is loaded. A
     * projection whose memory is not read has nothing to do.
     *
     * @param views reads the present rows, which may be further than these batches
     * @return false if the loaded state is no longer valid: then another projection is loaded
     */
    default boolean follow(Connection views, List<EventBatch> batches) throws SQLException {
        return true;
    }

    /**
     * Compares a part of memory with the tables: another part each time, so that all of it is compared in turn. A
     * projection whose memory no request reads has nothing to compare.
     *
     * @param views reads the rows as of the last event that was committed or followed here
     * @return one line that names the difference; empty if there is none
     */
    default Optional<String> difference(Connection views) throws SQLException {
        return Optional.empty();
    }

    /** Returns the tenants whose view has stopped because one of their events could not be applied. Thread-safe. */
    default Map<Integer, StoppedTenant> stopped() {
        return Map.of();
    }
}
