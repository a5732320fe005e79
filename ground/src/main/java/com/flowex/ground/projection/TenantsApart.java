package com.flowex.ground.projection;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.domain.event.Event;
import com.flowex.ground.database.Sql;
import com.flowex.ground.database.SqlFaults;
import com.flowex.protocol.EventBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds and writes many tenants' events in common, and sets aside the one whose event cannot be applied, or whose rows
 * cannot be written: it is shown as of the last commit before, all others go on. Who is set aside stands in the view's
 * own schema, so that a restart goes on the same way and a view built anew begins without it.
 *
 * <p>Not thread-safe, but for {@link #stopped}.
 */
public final class TenantsApart {

    private static final Logger LOG = LoggerFactory.getLogger(TenantsApart.class);
    private static final int WHY_LENGTH_MAX = 500;

    private static final String RECORD = """
            INSERT INTO stopped_tenants (tenant, shown, event, why) VALUES (?, ?, ?, ?)
            ON CONFLICT (tenant) DO NOTHING""";
    private static final String RECORDED = "SELECT tenant, shown, event, why FROM stopped_tenants";

    private final String view;
    private final TenantFold fold;
    private final EventsInOrder events = new EventsInOrder(this::on);
    private final Map<Integer, StoppedTenant> stopped = new TreeMap<>();
    private final List<StoppedTenant> unrecorded = new ArrayList<>();

    /** Of each tenant the first event since the last commit. */
    private final Map<Integer, Long> touched = new TreeMap<>();

    private Set<Long> skipped = Set.of();
    private volatile Map<Integer, StoppedTenant> recorded = Map.of();
    private long shown;
    private long last;
    private int before = EventTenants.NOBODY;

    /** @param view its name, by which events are skipped */
    public TenantsApart(String view, TenantFold fold) {
        this.view = view;
        this.fold = fold;
    }

    /** Goes on behind a checkpoint, with whom the tables say has stopped. */
    public void load(Connection views, Checkpoint at) throws SQLException {
        events.startFrom(at.sequence());
        shown = at.sequence();
        last = shown;
        skipped = SkippedEvents.of(views, view);
        recorded(views).forEach(one -> stopped.put(one.tenant(), one));
        recorded = Map.copyOf(stopped);
    }

    private static List<StoppedTenant> recorded(Connection views) throws SQLException {
        return Sql.all(
                views,
                row -> new StoppedTenant(row.getInt(1), row.getLong(2), row.getLong(3), row.getString(4)),
                RECORDED);
    }

    /** Says who has stopped as whoever writes the view has it; of a view whose events nobody folds here. */
    public void read(Connection views) throws SQLException {
        Map<Integer, StoppedTenant> now = new TreeMap<>();
        recorded(views).forEach(one -> now.put(one.tenant(), one));
        recorded = Map.copyOf(now);
    }

    /**
     * Takes in what another process has written, and sets aside whom that one has set aside.
     *
     * @return false if somebody goes on there who had stopped: what is missing here has to be loaded
     */
    public boolean follow(Connection views, List<EventBatch> batches) throws SQLException {
        fold(batches);
        Map<Integer, StoppedTenant> there = new TreeMap<>();
        recorded(views).forEach(one -> there.put(one.tenant(), one));
        there.keySet().stream().filter(tenant -> !stopped.containsKey(tenant)).forEach(fold::setAside);
        boolean isWhole = there.keySet().containsAll(stopped.keySet());
        stopped.putAll(there);
        committed();
        recorded = Map.copyOf(there);
        return isWhole;
    }

    /**
     * Takes in whatever is new.
     *
     * @throws IllegalStateException if an event is missing: the whole view must stop
     */
    public void fold(List<EventBatch> batches) {
        events.on(batches);
    }

    private void on(Event event, long sequence, long timeNanos) {
        int tenant = EventTenants.of(event, fold, before);
        before = tenant;
        last = sequence;
        if (skipped.contains(sequence) || isOfStopped(tenant) && !fold.isAlwaysTaken(event)) {
            return;
        }
        touched.putIfAbsent(tenant, sequence);
        try {
            fold.on(event, sequence, timeNanos);
        } catch (RuntimeException e) {
            if (tenant <= EventTenants.NOBODY) {
                throw e;
            }
            stop(tenant, sequence, "event " + sequence + " cannot be applied", e);
        }
    }

    /** A market that nobody knows is one whose listing was not taken in: that of a tenant that stopped. */
    private boolean isOfStopped(int tenant) {
        return tenant == TenantFold.UNKNOWN ? !stopped.isEmpty() : stopped.containsKey(tenant);
    }

    /** Number of the last event that was looked at. */
    public long last() {
        return last;
    }

    /**
     * Writes what the events left behind, and whom they stopped.
     *
     * @throws SQLException if the fault is not that of single rows
     */
    public void write(Connection views) throws SQLException {
        if (failure(views, TenantFold.EVERYBODY) != null) {
            writeApart(views, List.copyOf(touched.keySet()));
        }
        for (StoppedTenant one : unrecorded) {
            Sql.execute(views, RECORD, one.tenant(), one.shown(), one.event(), one.why());
        }
    }

    /** Halves them until whoever cannot be written stands alone. */
    private void writeApart(Connection views, List<Integer> tenants) throws SQLException {
        Exception why = failure(views, tenants::contains);
        if (why == null) {
            return;
        }
        if (tenants.size() > 1) {
            int half = tenants.size() / 2;
            writeApart(views, tenants.subList(0, half));
            writeApart(views, tenants.subList(half, tenants.size()));
        } else if (!tenants.isEmpty()) {
            int tenant = tenants.getFirst();
            long first = touched.getOrDefault(tenant, last);
            stop(tenant, first, "the rows of events " + first + " to " + last + " cannot be written", why);
        }
    }

    private @Nullable Exception failure(Connection views, IntPredicate tenants) throws SQLException {
        Savepoint beforehand = views.setSavepoint();
        try {
            fold.write(views, tenants);
        } catch (SQLException e) {
            if (!SqlFaults.isOfRows(e)) {
                throw e;
            }
            views.rollback(beforehand);
            return e;
        } catch (RuntimeException e) {
            views.rollback(beforehand);
            return e;
        }
        views.releaseSavepoint(beforehand);
        return null;
    }

    private void stop(int tenant, long event, String what, Exception why) {
        fold.setAside(tenant);
        touched.remove(tenant);
        if (stopped.containsKey(tenant)) {
            return;
        }
        StoppedTenant one = new StoppedTenant(tenant, shown, event, line(what + ": " + why));
        stopped.put(tenant, one);
        unrecorded.add(one);
        LOG.error("the view {}: {}; all others go on", view, one);
        LOG.debug("what tenant {} stopped at", tenant, why);
    }

    private static String line(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= WHY_LENGTH_MAX ? line : line.substring(0, WHY_LENGTH_MAX);
    }

    /** What was written is committed. */
    public void committed() {
        touched.clear();
        shown = last;
        if (!unrecorded.isEmpty()) {
            unrecorded.clear();
            recorded = Map.copyOf(stopped);
        }
    }

    /**
     * The first difference between memory and tables. Of a tenant that has stopped, memory may show what could not be written.
     *
     * @param of compares one tenant
     */
    public Optional<String> difference(Collection<Integer> tenants, IntFunction<Optional<String>> of) {
        return tenants.stream()
                .filter(tenant -> !recorded.containsKey(tenant))
                .map(of::apply)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Who is shown no further, by tenant, as of the last commit. Any thread. */
    public Map<Integer, StoppedTenant> stopped() {
        return recorded;
    }
}
