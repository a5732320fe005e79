package com.flowex.ground.projection;

import com.flowex.ground.Ground;
import com.flowex.ground.database.Database;
import com.flowex.ground.database.DatabaseUnavailableException;
import com.flowex.ground.database.Sql;
import com.flowex.ground.operator.OperatorAsk;
import com.flowex.ground.operator.OperatorCommand;
import com.flowex.ground.refusal.Refusal;
import com.flowex.ground.refusal.RefusalCode;
import com.flowex.ground.work.Worker;
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
 * The views of an exchange, whichever of its processes keep them. Each process says every second how far those that it reads are; what
 * another one has to do is asked of it by {@link OperatorAsk}.
 */
public final class ExchangeViews implements AutoCloseable {

    /** As operators ask for it. */
    public static final String REBUILD = "views rebuild";

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeViews.class);
    private static final Duration TELL_EVERY = Duration.ofSeconds(1);
    private static final Duration BEGINS_MAX = Duration.ofSeconds(10);

    private final Database database;
    private final boolean isShared;
    private final List<RebuiltView> here;
    private final String process = UUID.randomUUID().toString();
    private final Worker teller;

    /** @param here the views that this process reads */
    public ExchangeViews(Ground ground, List<RebuiltView> here) {
        this.database = ground.database();
        this.isShared = ground.leases().isShared();
        this.here = List.copyOf(here);
        this.teller = ground.workers().every("view-reports", TELL_EVERY, this::tell);
    }

    /** Begins to say how far they are, where other processes may ask. */
    public void start() {
        if (isShared) {
            teller.start();
        }
    }

    private void tell() {
        database.transaction(connection -> {
            for (RebuiltView view : here) {
                ViewReports.tell(connection, process, ViewState.of(view));
            }
            return ViewReports.forget(connection);
        });
    }

    /** All of them by name; of each what the process says that keeps it, if one does. */
    public List<ViewState> all() {
        Map<String, ViewState> all = new TreeMap<>();
        here.forEach(view -> all.put(view.name(), ViewState.of(view)));
        if (isShared) {
            for (ViewState said : database.query(connection -> ViewReports.others(connection, process))) {
                all.merge(said.name(), said, (own, other) -> own.isKept() || !other.isKept() ? own : other);
            }
        }
        return List.copyOf(all.values());
    }

    /** The view of a name, if it is kept here. */
    public Optional<RebuiltView> keptHere(String name) {
        return here.stream()
                .filter(view -> view.name().equals(name) && view.isKeptHere())
                .findFirst();
    }

    /**
     * The view of a name, wherever it is kept.
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
     * Has a view built anew by whichever process keeps it; nothing more is begun where that is being done already.
     *
     * @param tenant the operator's
     * @param by who asks
     * @return the view, which is being built
     * @throws Refusal {@code not_found} if no process has it, {@code unavailable} if none keeps it or who does is silent
     */
    public ViewState rebuild(String name, int tenant, String by) {
        Optional<RebuiltView> own = keptHere(name);
        if (own.isPresent()) {
            own.get().begin();
            return ViewState.of(own.get());
        }
        ViewState elsewhere = named(name);
        if (!elsewhere.isKept()) {
            throw unavailable("no process keeps the view " + name + " now");
        }
        if (ask(new OperatorAsk(tenant, REBUILD, List.of(name), by)).isEmpty()) {
            throw unavailable("the process that keeps the view " + name + " does not answer");
        }
        return elsewhere.with(new RebuiltView.Rebuild(RebuiltView.Stage.RUNNING, Instant.now(), ""));
    }

    private static Refusal unavailable(String why) {
        return Refusal.forNow(RefusalCode.UNAVAILABLE, why, 5);
    }

    private Optional<OperatorCommand.Reply> ask(OperatorAsk ask) {
        return database.query(connection -> {
            try {
                return ask.of(connection, BEGINS_MAX, BEGINS_MAX);
            } finally {
                Sql.execute(connection, "UNLISTEN *");
            }
        });
    }

    /** Says no more. */
    @Override
    public void close() {
        teller.close();
        if (!isShared) {
            return;
        }
        try {
            database.transaction(connection -> ViewReports.withdraw(connection, process));
        } catch (DatabaseUnavailableException e) {
            LOG.debug("what this process said of its views is not believed for long anyway", e);
        }
    }
}
