package com.flowex.platform.projection.status;

import com.flowex.platform.Platform;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.failure.DatabaseUnavailableException;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.operator.OperatorCommand;
import com.flowex.platform.operator.OperatorRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Views of an exchange, across all of its processes. Each process reports the progress of its views every second; work
 * for another process is requested by {@link OperatorRequest}.
 */
public final class ExchangeViews implements AutoCloseable {

    /** Name of the operator's command. */
    public static final String REBUILD = "views rebuild";

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeViews.class);
    private static final Duration REPORT_EVERY = Duration.ofSeconds(1);
    private static final Duration BEGINS_MAX = Duration.ofSeconds(10);

    private final Database database;
    private final boolean isShared;
    private final List<RebuildableView> here;
    private final String process = UUID.randomUUID().toString();
    private final Worker reporter;

    /** @param here views that this process reads */
    public ExchangeViews(Platform platform, List<RebuildableView> here) {
        this.database = platform.database();
        this.isShared = platform.leases().isShared();
        this.here = List.copyOf(here);
        this.reporter = platform.workers().every("view-reports", REPORT_EVERY, this::report);
    }

    /** Begins to report progress, if there may be other processes. */
    public void start() {
        if (isShared) {
            reporter.start();
        }
    }

    private void report() {
        database.transaction(connection -> {
            for (RebuildableView view : here) {
                ViewReports.report(connection, process, ViewState.of(view));
            }
            return ViewReports.forget(connection);
        });
    }

    /** Returns all views by name, each as reported by the process that writes it, if there is one. */
    public List<ViewState> all() {
        Map<String, ViewState> all = new TreeMap<>();
        here.forEach(view -> all.put(view.name(), ViewState.of(view)));
        if (isShared) {
            for (ViewState state : database.query(connection -> ViewReports.others(connection, process))) {
                all.merge(state.name(), state, (own, other) -> own.isKept() || !other.isKept() ? own : other);
            }
        }
        return List.copyOf(all.values());
    }

    /** Returns the view of a name, if this process writes it. */
    public Optional<RebuildableView> storedHere(String name) {
        return here.stream()
                .filter(view -> view.name().equals(name) && view.isKeptHere())
                .findFirst();
    }

    /**
     * Returns the view of a name, on any process.
     *
     * @throws Refusal {@code not_found} if no process has it
     */
    public ViewState named(String name) {
        return all().stream()
                .filter(view -> view.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("there is no such view"));
    }

    /**
     * Has a view rebuilt by the process that writes it; a rebuild that is running already is not begun again.
     *
     * @param tenant tenant of the operator
     * @param by name of the operator
     * @return the view, which is being rebuilt
     * @throws Refusal {@code not_found} if no process has it, {@code unavailable} if no process writes it or its
     *     process is silent
     */
    public ViewState rebuild(String name, int tenant, String by) {
        Optional<RebuildableView> own = storedHere(name);
        if (own.isPresent()) {
            own.get().begin();
            return ViewState.of(own.get());
        }
        ViewState elsewhere = named(name);
        if (!elsewhere.isKept()) {
            throw unavailable("no process owns the view " + name + " now");
        }
        if (request(new OperatorRequest(tenant, REBUILD, List.of(name), by)).isEmpty()) {
            throw unavailable("the process that owns the view " + name + " does not answer");
        }
        return elsewhere.with(new RebuildableView.Rebuild(RebuildableView.Stage.RUNNING, Instant.now(), ""));
    }

    private static Refusal unavailable(String why) {
        return Refusal.forNow(RefusalCode.UNAVAILABLE, why, 5);
    }

    private Optional<OperatorCommand.Reply> request(OperatorRequest request) {
        return database.query(connection -> {
            try {
                return request.of(connection.jdbc(), BEGINS_MAX, BEGINS_MAX);
            } finally {
                Sql.execute(connection, "UNLISTEN *");
            }
        });
    }

    /** Ends the reports. */
    @Override
    public void close() {
        reporter.close();
        if (!isShared) {
            return;
        }
        try {
            database.transaction(connection -> ViewReports.withdraw(connection, process));
        } catch (DatabaseUnavailableException e) {
            LOG.debug("the reports of this process on its views were not withdrawn, and expire by themselves", e);
        }
    }
}
