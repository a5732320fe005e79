package com.flowex.platform.messaging;

import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.util.List;
import java.util.Locale;

/**
 * Operator's request from the command line. The exchange executes it once it runs, and writes it into the audit log.
 *
 * @param subject id of the dead letter; for a replay its first number
 * @param topic topic of a replay; otherwise empty
 * @param consumer consumer of a replay; empty for the streams of Redis
 * @param by name of the operator
 */
public record OutboxRequest(int tenant, Kind kind, long subject, String topic, String consumer, String by) {

    /** Kind of request. */
    public enum Kind {
        REDRIVE,
        DISMISS,
        REPLAY;

        /** Returns the word of the command line. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Stored request. */
    record Stored(long id, OutboxRequest request) {}

    private static final String ASK =
            "INSERT INTO outbox.wishes (whose, kind, subject, topic, consumer, asked_by) VALUES (?, ?, ?, ?, ?, ?)";
    private static final String ALL = """
            SELECT id, whose, kind, subject, topic, consumer, asked_by FROM outbox.wishes ORDER BY id LIMIT 100""";
    private static final String DONE = "DELETE FROM outbox.wishes WHERE id = ?";

    /** @param connection a connection with the rights of requests */
    public void request(Transaction connection) {
        Sql.execute(connection, ASK, tenant, kind.word(), subject, topic, consumer, by);
    }

    static List<Stored> all(Transaction connection) {
        return Sql.all(
                connection,
                row -> new Stored(
                        row.getLong(1),
                        new OutboxRequest(
                                row.getInt(2),
                                Kind.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                                row.getLong(4),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7))),
                ALL);
    }

    static int done(Transaction connection, long id) {
        return Sql.execute(connection, DONE, id);
    }
}
