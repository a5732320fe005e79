package com.flowex.platform.projection.tenant;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.domain.event.Event;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.failure.SqlFaults;
import com.flowex.protocol.event.EventBatch;
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
 * Isolation of tenants in a view: it applies and writes many tenants' events together, and sets aside a tenant whose
 * event cannot be applied or whose rows cannot be written. That tenant is shown as of the last commit before; all
 * others continue. The stopped tenants are stored in the view's own schema, so that a restart continues in the same way
 * and a rebuild begins without them.
 *
 * <p>Not thread-safe, except for {@link #stopped}.
 */
public final class TenantIsolation {

    private static final Logger LOG = LoggerFactory.getLogger(TenantIsolation.class);
    private static final int WHY_LENGTH_MAX = 500;

    private static final String RECORD = """
            INSERT INTO stopped_tenants (tenant, shown, event, why) VALUES (?, ?, ?, ?)
            ON CONFLICT (tenant) DO NOTHING""";
    private static final String RECORDED = "SELECT tenant, shown, event, why FROM stopped_tenants";

    private final String view;
    private final TenantReducer reducer;
    private final EventSequencer events = new EventSequencer(this::on);
    private final Map<Integer, StoppedTenant> stopped = new TreeMap<>();
    private final List<StoppedTenant> unrecorded = new ArrayList<>();

    /** First event since the last commit, by tenant. */
    private final Map<Integer, Long> touched = new TreeMap<>();

    private Set<Long> skipped = Set.of();
    private volatile Map<Integer, StoppedTenant> recorded = Map.of();
    private long shown;
    private long last;
    private int before = EventTenantResolver.NONE;

    /** @param view name of the view, by which events are skipped */
    public TenantIsolation(String view, TenantReducer reducer) {
        this.view = view;
        this.reducer = reducer;
    }

    /** Continues behind a checkpoint, with the stopped tenants in the tables. */
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

    /**
     * Reads the stopped tenants as the writer of the view stored them; for a view whose events are not applied here.
     */
    public void read(Connection views) throws SQLException {
        Map<Integer, StoppedTenant> now = new TreeMap<>();
        recorded(views).forEach(one -> now.put(one.tenant(), one));
        recorded = Map.copyOf(now);
    }

    /**
     * Applies events that another process has written, and sets aside the tenants that it has set aside.
     *
     * @return false if a tenant continues there that had stopped here: its missing state has to be loaded
     */
    public boolean follow(Connection views, List<EventBatch> batches) throws SQLException {
        apply(batches);
        Map<Integer, StoppedTenant> there = new TreeMap<>();
        recorded(views).forEach(one -> there.put(one.tenant(), one));
        there.keySet().stream().filter(tenant -> !stopped.containsKey(tenant)).forEach(reducer::isolate);
        boolean isWhole = there.keySet().containsAll(stopped.keySet());
        stopped.putAll(there);
        committed();
        recorded = Map.copyOf(there);
        return isWhole;
    }

    /**
     * Applies the new events.
     *
     * @throws IllegalStateException if an event is missing: the whole view must stop
     */
    public void apply(List<EventBatch> batches) {
        events.on(batches);
    }

    private void on(Event event, long sequence, long timeNanos) {
        int tenant = EventTenantResolver.of(event, reducer, before);
        before = tenant;
        last = sequence;
        if (skipped.contains(sequence) || isOfStopped(tenant) && !reducer.isAlwaysTaken(event)) {
            return;
        }
        touched.putIfAbsent(tenant, sequence);
        try {
            reducer.on(event, sequence, timeNanos);
        } catch (RuntimeException e) {
            if (tenant <= EventTenantResolver.NONE) {
                throw e;
            }
            stop(tenant, sequence, "event " + sequence + " cannot be applied", e);
        }
    }

    /** An unknown market is one whose listing was not applied: it belongs to a stopped tenant. */
    private boolean isOfStopped(int tenant) {
        return tenant == TenantReducer.UNKNOWN ? !stopped.isEmpty() : stopped.containsKey(tenant);
    }

    /** Returns the number of the last event that was read. */
    public long last() {
        return last;
    }

    /**
     * Writes the effects of the events, and the tenants that they stopped.
     *
     * @throws SQLException if the fault is not that of single rows
     */
    public void write(Connection views) throws SQLException {
        if (failure(views, TenantReducer.EVERYBODY) != null) {
            writeApart(views, List.copyOf(touched.keySet()));
        }
        for (StoppedTenant one : unrecorded) {
            Sql.execute(views, RECORD, one.tenant(), one.shown(), one.event(), one.why());
        }
    }

    /** Halves the tenants until one that cannot be written stands alone. */
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
            reducer.write(views, tenants);
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

    private void stop(int tenant, long event, String subject, Exception why) {
        reducer.isolate(tenant);
        touched.remove(tenant);
        if (stopped.containsKey(tenant)) {
            return;
        }
        StoppedTenant one = new StoppedTenant(tenant, shown, event, line(subject + ": " + why));
        stopped.put(tenant, one);
        unrecorded.add(one);
        LOG.error("the view {}: {}; all other tenants continue", view, one);
        LOG.debug("cause of the stop for tenant {}", tenant, why);
    }

    private static String line(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= WHY_LENGTH_MAX ? line : line.substring(0, WHY_LENGTH_MAX);
    }

    /** Notes that the writes are committed. */
    public void committed() {
        touched.clear();
        shown = last;
        if (!unrecorded.isEmpty()) {
            unrecorded.clear();
            recorded = Map.copyOf(stopped);
        }
    }

    /**
     * Returns the first difference between memory and tables. It ignores stopped tenants, whose memory may show changes
     * that could not be written.
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

    /** Tenants whose view has stopped, by number, as of the last commit. Thread-safe. */
    public Map<Integer, StoppedTenant> stopped() {
        return recorded;
    }
}
