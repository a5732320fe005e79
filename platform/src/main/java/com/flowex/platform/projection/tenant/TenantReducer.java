package com.flowex.platform.projection.tenant;

import com.flowex.domain.event.Event;
import com.flowex.domain.value.InstrumentId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.IntPredicate;

/** Reducer of events for one service. {@link TenantIsolation} isolates the faults of one tenant from the others. */
public interface TenantReducer {

    /** Answer of {@link #tenantOf} for a market that was never listed. */
    int UNKNOWN = -1;

    /** Matches all tenants; always the same object. */
    IntPredicate EVERYBODY = _ -> true;

    /**
     * Applies one event. Any exception stops the event's tenant.
     *
     * @param timeNanos log time, nanoseconds since 1970
     */
    void on(Event event, long sequence, long timeNanos);

    /** Returns the tenant of a market, or {@link #UNKNOWN}. */
    int tenantOf(InstrumentId instrument);

    /**
     * Returns true if this event is applied even for a tenant that stopped; listings are known to the whole platform.
     */
    default boolean isAlwaysTaken(Event event) {
        return false;
    }

    /**
     * Writes the changes of these tenants since the last commit; it may be called again with the same tenants and with
     * fewer.
     *
     * @throws SQLException a fault of rows stops the tenant that they belong to
     */
    void write(Connection views, IntPredicate tenants) throws SQLException;

    /** Forgets a tenant's uncommitted changes and all state for continuing with it; no further event comes. */
    void isolate(int tenant);
}
