package com.flowex.ground.projection;

import com.flowex.domain.InstrumentId;
import com.flowex.domain.event.Event;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.IntPredicate;

/** What a service makes of events. {@link TenantsApart} keeps one tenant's trouble from the others. */
public interface TenantFold {

    /** What {@link #tenantOf} answers for a market that it never saw listed. */
    int UNKNOWN = -1;

    /** All tenants, the same object always. */
    IntPredicate EVERYBODY = _ -> true;

    /**
     * Takes in one event. Whatever it throws stops the event's tenant.
     *
     * @param timeNanos log time, nanoseconds since 1970
     */
    void on(Event event, long sequence, long timeNanos);

    /** Whose market it is, or {@link #UNKNOWN}. */
    int tenantOf(InstrumentId instrument);

    /** Whether this event is taken in even of a tenant that stopped: what is listed is known to the whole platform. */
    default boolean isAlwaysTaken(Event event) {
        return false;
    }

    /**
     * Writes what changed of these tenants since the last commit; may be called again with the same and with fewer.
     *
     * @throws SQLException what the database says about rows stops the tenant whose they are
     */
    void write(Connection views, IntPredicate tenants) throws SQLException;

    /** Forgets what is not committed of a tenant, and whatever is kept for going on with it: nothing more comes. */
    void setAside(int tenant);
}
