package com.flowex.ground.outbox;

import com.flowex.ground.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * What an operator asked for at the command line. The exchange does it, once it runs, and writes it into the audit log.
 *
 * @param subject id of the dead letter; of a replay the number it begins with
 * @param topic of a replay; otherwise empty
 * @param consumer of a replay; empty: the streams of Redis
 * @param by who asked
 */
public record Wish(int tenant, Kind kind, long subject, String topic, String consumer, String by) {

    /** What is wanted. */
    public enum Kind {
        REDRIVE,
        DISMISS,
        REPLAY;

        /** As the command line has it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A wish that was asked for. */
    record Asked(long id, Wish wish) {}

    private static final String ASK =
            "INSERT INTO outbox.wishes (whose, kind, subject, topic, consumer, asked_by) VALUES (?, ?, ?, ?, ?, ?)";
    private static final String ALL = """
            SELECT id, whose, kind, subject, topic, consumer, asked_by FROM outbox.wishes ORDER BY id LIMIT 100""";
    private static final String DONE = "DELETE FROM outbox.wishes WHERE id = ?";

    /** @param connection as requests have it */
    public void ask(Connection connection) throws SQLException {
        Sql.execute(connection, ASK, tenant, kind.word(), subject, topic, consumer, by);
    }

    static List<Asked> all(Connection connection) throws SQLException {
        return Sql.all(
                connection,
                row -> new Asked(
                        row.getLong(1),
                        new Wish(
                                row.getInt(2),
                                Kind.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                                row.getLong(4),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7))),
                ALL);
    }

    static int done(Connection connection, long id) throws SQLException {
        return Sql.execute(connection, DONE, id);
    }
}
