package com.flowex.platform.operator;

import com.flowex.platform.Platform;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.jobs.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Executor of operators' commands, one after the other. A request sent while no exchange ran is not executed. */
public final class OperatorService implements AutoCloseable {

    /** Observer that receives each request with its result, before the operator does. */
    @FunctionalInterface
    public interface RequestObserver {
        void saw(OperatorRequest request, OperatorCommand.Reply reply);
    }

    private static final Logger LOG = LoggerFactory.getLogger(OperatorService.class);

    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    /** Deletes old requests: they were sent to an exchange that is gone, and no operator waits for them. */
    private static final String FORGET = """
            DELETE FROM platform.operator_asks
            WHERE asked_at < now() - CASE WHEN taken THEN interval '1 day' ELSE interval '1 minute' END""";

    /** Takes a request; of several processes only one gets it. */
    private static final String TAKE = """
            UPDATE platform.operator_asks SET taken = true WHERE id = (
                SELECT id FROM platform.operator_asks WHERE NOT taken AND id <> ALL (?)
                ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id, whose, command, arguments, asked_by""";

    private static final String PUT_BACK = "UPDATE platform.operator_asks SET taken = false WHERE id = ?";

    /** Largest number of returned requests to remember; every process forgets them a minute later. */
    private static final int NOT_HERE_MAX = 100;

    private static final String ANSWER = "UPDATE platform.operator_asks SET is_done = ?, answer = ? WHERE id = ?";

    private record ClaimedRequest(long id, OperatorRequest request) {}

    private final Database database;
    private final Map<String, OperatorCommand> commands;
    private final RequestObserver witness;
    private final Worker worker;
    private final boolean isOneOfSeveral;

    /** Requests that belong to another process; used only by this executor's own worker. */
    private final List<Long> notHere = new ArrayList<>();

    /** @param commands by their names, as in {@code sagas redrive} */
    public OperatorService(Platform platform, Map<String, OperatorCommand> commands, RequestObserver witness) {
        this.database = platform.database();
        this.commands = Map.copyOf(commands);
        this.witness = witness;
        this.isOneOfSeveral = platform.leases().isShared();
        this.worker = platform.workers().every("operator", CHECK_INTERVAL, this::turn);
    }

    public void start() {
        worker.start();
    }

    private void turn() {
        database.transaction(connection -> Sql.execute(connection, FORGET));
        for (Optional<ClaimedRequest> next = take(); next.isPresent(); next = take()) {
            answer(next.get());
        }
    }

    private Optional<ClaimedRequest> take() {
        return database.transaction(connection -> Sql.one(
                connection,
                row -> new ClaimedRequest(
                        row.getLong(1),
                        new OperatorRequest(
                                row.getInt(2), row.getString(3), lines(row.getString(4)), row.getString(5))),
                TAKE,
                (Object) notHere.stream().mapToLong(Long::longValue).toArray()));
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
    }

    private void answer(ClaimedRequest request) {
        OperatorCommand.Reply reply;
        try {
            reply = reply(request.request());
        } catch (OperatorCommand.NotHereException elsewhere) {
            putBack(request.id());
            return;
        }
        witness.saw(request.request(), reply);
        database.transaction(connection -> {
            Sql.execute(connection, ANSWER, reply.isDone(), reply.text(), request.id());
            return wasNotified(connection);
        });
    }

    /** Returns a request to the queue for another process; this one does not take it again. */
    private void putBack(long id) {
        notHere.add(id);
        if (notHere.size() > NOT_HERE_MAX) {
            notHere.removeFirst();
        }
        database.transaction(connection -> Sql.execute(connection, PUT_BACK, id));
    }

    private static boolean wasNotified(Transaction connection) {
        Sql.execute(connection, "NOTIFY " + OperatorRequest.CHANNEL);
        return true;
    }

    private OperatorCommand.Reply reply(OperatorRequest request) {
        OperatorCommand command = commands.get(request.command());
        if (command == null) {
            if (isOneOfSeveral) {
                throw new OperatorCommand.NotHereException("no process knows " + request.command());
            }
            return OperatorCommand.Reply.refused(
                    "this exchange knows no " + request.command() + ": it is of another version");
        }
        try {
            return command.answer(request.tenant(), request.arguments());
        } catch (OperatorCommand.NotHereException elsewhere) {
            if (isOneOfSeveral) {
                throw elsewhere;
            }
            return OperatorCommand.Reply.refused(String.valueOf(elsewhere.getMessage()));
        } catch (Refusal refusal) {
            return OperatorCommand.Reply.refused(refusal.detail());
        } catch (RuntimeException e) {
            LOG.error("{} of {} failed", request.command(), request.by(), e);
            return OperatorCommand.Reply.refused("it failed: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        worker.close();
    }
}
