package com.flowex.ground.outbox;

import com.flowex.ground.database.Database;
import com.flowex.ground.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a consumer could not take, with what came behind it under the same key: that waits too, so that the key's order is kept.
 * An operator has it tried again, with all that waits of that key, or dismisses it. It stays until then.
 */
public final class DeadLetters {

    /** What a dead letter is. */
    public enum State {
        /** It waits for an operator. */
        DEAD,
        /** It is about to be tried again. */
        REDRIVEN,
        /** It was taken after all. */
        SETTLED,
        /** An operator has decided that nobody takes it. */
        DISMISSED
    }

    /**
     * One of them.
     *
     * @param askedBy who had it tried again or dismissed last; empty if nobody
     */
    public record DeadLetter(
            long id, String consumer, OutboxMessage message, Instant deadAt, String why, State state, String askedBy) {}

    private static final int WHY_LENGTH_MAX = 500;

    private static final String COLUMNS = """
            SELECT id, consumer, tenant_id, topic, number, key, payload::text, created_at, dead_at, why, state, asked_by
            FROM outbox.dead_letters""";
    private static final String OPEN =
            COLUMNS + " WHERE tenant_id = ? AND id > ? AND state IN ('dead', 'redriven') ORDER BY id LIMIT ?";
    private static final String ALL_OPEN =
            COLUMNS + " WHERE state IN ('dead', 'redriven') ORDER BY tenant_id, id LIMIT ?";
    private static final String ONE = COLUMNS + " WHERE tenant_id = ? AND id = ?";
    private static final String ASKED = COLUMNS
            + " WHERE tenant_id = ? AND consumer = ? AND topic = ? AND state = 'redriven' ORDER BY number LIMIT ?";
    private static final String REDRIVE = """
            UPDATE outbox.dead_letters SET state = 'redriven', asked_by = ?, changed_at = now()
            WHERE tenant_id = ? AND consumer = ? AND topic = ? AND key = ? AND state = 'dead'""";
    private static final String NOTICE =
            "UPDATE outbox.deliveries SET redrives = true WHERE consumer = ? AND whose = ? AND topic = ?";
    private static final String CHANGE = """
            UPDATE outbox.dead_letters SET state = ?, why = ?, changed_at = now() WHERE tenant_id = ? AND id = ?""";
    private static final String DISMISS = """
            UPDATE outbox.dead_letters SET state = 'dismissed', asked_by = ?, changed_at = now()
            WHERE tenant_id = ? AND id = ? AND state = 'dead'""";
    private static final String ADD = """
            INSERT INTO outbox.dead_letters (tenant_id, consumer, topic, number, key, payload, created_at, why)
            VALUES (?, ?, ?, ?, ?, ?::jsonb, ?, ?) ON CONFLICT DO NOTHING""";
    private static final String BLOCKED = """
            SELECT number FROM outbox.dead_letters WHERE tenant_id = ? AND consumer = ? AND topic = ? AND key = ?
            AND state IN ('dead', 'redriven') ORDER BY number LIMIT 1""";

    private static final String COUNT = """
            SELECT count(*) FROM outbox.dead_letters WHERE tenant_id = ? AND state IN ('dead', 'redriven')""";

    private final Database database;

    public DeadLetters(Database database) {
        this.database = database;
    }

    /** Those of a tenant that are not settled, behind an id, in order. */
    public List<DeadLetter> of(int tenant, long behind, int limit) {
        return database.query(
                tenant, connection -> Sql.all(connection, DeadLetters::read, OPEN, tenant, behind, limit));
    }

    /** How many of a tenant are not settled. */
    public long count(int tenant) {
        return database.query(tenant, connection -> Sql.one(connection, row -> row.getLong(1), COUNT, tenant)
                .orElseThrow());
    }

    /**
     * Those of all tenants that are not settled.
     *
     * @param views a connection that sees all tenants
     */
    public static List<DeadLetter> all(Connection views, int limit) throws SQLException {
        return Sql.all(views, DeadLetters::read, ALL_OPEN, limit);
    }

    /**
     * Has one tried again, with all of its key that wait; once, however often it is asked.
     *
     * @param by who asks
     * @return what it is now; empty if the tenant has no such one
     */
    public Optional<DeadLetter> redrive(int tenant, long id, String by) {
        return database.transaction(tenant, connection -> redrive(connection, tenant, id, by));
    }

    private static Optional<DeadLetter> redrive(Connection connection, int tenant, long id, String by)
            throws SQLException {
        Optional<DeadLetter> found = one(connection, tenant, id);
        if (found.isPresent() && found.get().state() == State.DEAD) {
            DeadLetter dead = found.get();
            OutboxMessage message = dead.message();
            Sql.execute(connection, NOTICE, dead.consumer(), tenant, message.topic());
            Sql.execute(connection, REDRIVE, by, tenant, dead.consumer(), message.topic(), message.key());
        }
        return one(connection, tenant, id);
    }

    /**
     * Decides that nobody takes one; what waits behind it is tried when it is asked for.
     *
     * @return what it is now; empty if the tenant has no such one
     */
    public Optional<DeadLetter> dismiss(int tenant, long id, String by) {
        return database.transaction(tenant, connection -> {
            Sql.execute(connection, DISMISS, by, tenant, id);
            return one(connection, tenant, id);
        });
    }

    /** The first that a message of this consumer has to wait behind; empty if there is none. */
    static Optional<Long> before(Connection connection, String consumer, OutboxMessage message) throws SQLException {
        return Sql.one(
                connection, row -> row.getLong(1), BLOCKED, message.tenant(), consumer, message.topic(), message.key());
    }

    static void add(Connection connection, String consumer, OutboxMessage message, String why) throws SQLException {
        Sql.execute(
                connection,
                ADD,
                message.tenant(),
                consumer,
                message.topic(),
                message.number(),
                message.key(),
                message.payload(),
                message.at(),
                line(why));
    }

    /** Those of a lane that are to be tried again. */
    static List<DeadLetter> asked(Connection connection, String consumer, Lane lane, int limit) throws SQLException {
        return Sql.all(connection, DeadLetters::read, ASKED, lane.tenant(), consumer, lane.topic(), limit);
    }

    static void become(Connection connection, DeadLetter letter, State state, String why) throws SQLException {
        Sql.execute(connection, CHANGE, word(state), line(why), letter.message().tenant(), letter.id());
    }

    private static Optional<DeadLetter> one(Connection connection, int tenant, long id) throws SQLException {
        return Sql.one(connection, DeadLetters::read, ONE, tenant, id);
    }

    private static DeadLetter read(ResultSet row) throws SQLException {
        OutboxMessage message = new OutboxMessage(
                row.getInt(3),
                row.getString(4),
                row.getLong(5),
                row.getString(6),
                row.getString(7),
                Sql.instant(row, 8, Instant.EPOCH));
        return new DeadLetter(
                row.getLong(1),
                row.getString(2),
                message,
                Sql.instant(row, 9, Instant.EPOCH),
                row.getString(10),
                State.valueOf(row.getString(11).toUpperCase(Locale.ROOT)),
                row.getString(12));
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String line(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= WHY_LENGTH_MAX ? line : line.substring(0, WHY_LENGTH_MAX);
    }
}
