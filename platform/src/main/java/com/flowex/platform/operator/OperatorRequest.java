package com.flowex.platform.operator;

import com.flowex.platform.database.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;

/**
 * Operator's request, for one tenant.
 *
 * @param command name, as in {@code sagas redrive}
 * @param arguments each of one line
 * @param by name of the operator
 */
public record OperatorRequest(int tenant, String command, List<String> arguments, String by) {

    /** Notification channel for new answers. */
    static final String CHANNEL = "operator_answers";

    private static final String ASK = """
            INSERT INTO platform.operator_asks (whose, command, arguments, asked_by) VALUES (?, ?, ?, ?) RETURNING id""";
    private static final String TAKE_BACK =
            "DELETE FROM platform.operator_asks WHERE id = ? AND NOT taken RETURNING id";
    private static final String ANSWER =
            "DELETE FROM platform.operator_asks WHERE id = ? AND is_done IS NOT NULL RETURNING is_done, answer";

    public OperatorRequest {
        arguments = arguments.stream()
                .map(argument -> argument.replaceAll("\\R", " "))
                .toList();
    }

    /**
     * Sends the request and waits for the answer.
     *
     * @param connection a connection with the rights of requests
     * @param timeout longest time for a running exchange to begin
     * @param most longest time to finish once it has begun
     * @return the reply; empty if no exchange has begun with it, and then the request is withdrawn
     */
    public Optional<OperatorCommand.Reply> of(Connection connection, Duration timeout, Duration most)
            throws SQLException {
        Sql.execute(connection, "LISTEN " + CHANNEL);
        long id = Sql.one(connection, row -> row.getLong(1), ASK, tenant, command, String.join("\n", arguments), by)
                .orElseThrow();
        Optional<OperatorCommand.Reply> reply = within(connection, id, timeout);
        if (reply.isPresent()) {
            return reply;
        }
        if (Sql.one(connection, row -> row.getLong(1), TAKE_BACK, id).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                within(connection, id, most)
                        .orElseGet(
                                () -> OperatorCommand.Reply.refused(
                                        "the exchange has begun with it and does not answer: see what became of it before you ask again")));
    }

    /** Waits for the request's own answer; every answer sends a notification. */
    private static Optional<OperatorCommand.Reply> within(Connection connection, long id, Duration most)
            throws SQLException {
        PGConnection listener = connection.unwrap(PGConnection.class);
        long end = System.nanoTime() + most.toNanos();
        while (true) {
            Optional<OperatorCommand.Reply> reply = Sql.one(
                    connection, row -> new OperatorCommand.Reply(row.getBoolean(1), row.getString(2)), ANSWER, id);
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (reply.isPresent() || left <= 0) {
                return reply;
            }
            listener.getNotifications((int) Math.min(left, Integer.MAX_VALUE));
        }
    }
}
