package com.flowex.ground.operator;

import com.flowex.ground.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;

/**
 * What an operator asks, for one tenant.
 *
 * @param command as in {@code sagas redrive}
 * @param arguments each of one line
 * @param by who asks
 */
public record OperatorAsk(int tenant, String command, List<String> arguments, String by) {

    /** On which those who asked are told that there is an answer. */
    static final String CHANNEL = "operator_answers";

    private static final String ASK = """
            INSERT INTO platform.operator_asks (whose, command, arguments, asked_by) VALUES (?, ?, ?, ?) RETURNING id""";
    private static final String TAKE_BACK =
            "DELETE FROM platform.operator_asks WHERE id = ? AND NOT taken RETURNING id";
    private static final String ANSWER =
            "DELETE FROM platform.operator_asks WHERE id = ? AND is_done IS NOT NULL RETURNING is_done, answer";

    public OperatorAsk {
        arguments = arguments.stream()
                .map(argument -> argument.replaceAll("\\R", " "))
                .toList();
    }

    /**
     * Asks and waits for the answer.
     *
     * @param connection as requests have it
     * @param patience how long an exchange that runs may need to begin
     * @param most how long it may need to finish once it has begun
     * @return empty if no exchange has begun with it: it is taken back
     */
    public Optional<OperatorCommand.Reply> of(Connection connection, Duration patience, Duration most)
            throws SQLException {
        Sql.execute(connection, "LISTEN " + CHANNEL);
        long id = Sql.one(connection, row -> row.getLong(1), ASK, tenant, command, String.join("\n", arguments), by)
                .orElseThrow();
        Optional<OperatorCommand.Reply> reply = within(connection, id, patience);
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

    /** Told of every answer, it looks for its own. */
    private static Optional<OperatorCommand.Reply> within(Connection connection, long id, Duration most)
            throws SQLException {
        PGConnection told = connection.unwrap(PGConnection.class);
        long end = System.nanoTime() + most.toNanos();
        while (true) {
            Optional<OperatorCommand.Reply> reply = Sql.one(
                    connection, row -> new OperatorCommand.Reply(row.getBoolean(1), row.getString(2)), ANSWER, id);
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (reply.isPresent() || left <= 0) {
                return reply;
            }
            told.getNotifications((int) Math.min(left, Integer.MAX_VALUE));
        }
    }
}
