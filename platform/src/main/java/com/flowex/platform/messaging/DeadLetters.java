package com.flowex.platform.messaging;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Dead letters: messages that a consumer could not take, and later messages with the same key, which wait so that the
 * key's order is kept. An operator has them tried again, with all that wait of that key, or dismisses them. They stay
 * until then.
 */
public final class DeadLetters {

    /** State of a dead letter. */
    public enum State {
        /** It waits for an operator. */
        DEAD,
        /** It is about to be tried again. */
        REDRIVEN,
        /** The consumer has taken it after all. */
        SETTLED,
        /** An operator has decided that it is not delivered. */
        DISMISSED
    }

    /**
     * Dead letter.
     *
     * @param requestedBy operator who last had it tried again or dismissed; empty if none
     */
    public record DeadLetter(
            long id,
            String consumer,
            OutboxMessage message,
            Instant deadAt,
            String why,
            State state,
            String requestedBy) {}

    private static final int WHY_LENGTH_MAX = 500;

    private static final String COLUMNS = """
            SELECT id, consumer, tenant_id, topic, number, key, payload::text, created_at, dead_at, why, state, asked_by
            FROM outbox.dead_letters""";
    private static final String OPEN =
            COLUMNS + " WHERE tenant_id = ? AND id > ? AND state IN ('dead', 'redriven') ORDER BY id LIMIT ?";
    private static final String ALL_OPEN =
            COLUMNS + " WHERE state IN ('dead', 'redriven') ORDER BY tenant_id, id LIMIT ?";
    private static final String ONE = COLUMNS + " WHERE tenant_id = ? AND id = ?";
    private static final String REPLAY_REQUESTED = COLUMNS
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

    /** Returns a tenant's unsettled letters behind an id, in order. */
    public List<DeadLetter> of(int tenant, long behind, int limit) {
        return database.query(
                tenant, connection -> Sql.all(connection, DeadLetters::read, OPEN, tenant, behind, limit));
    }

    /** Returns the number of a tenant's unsettled letters. */
    public long count(int tenant) {
        return database.query(tenant, connection -> Sql.one(connection, row -> row.getLong(1), COUNT, tenant)
                .orElseThrow());
    }

    /**
     * Returns the unsettled letters of all tenants.
     *
     * @param views a connection that sees all tenants
     */
    public static List<DeadLetter> all(Transaction views, int limit) {
        return Sql.all(views, DeadLetters::read, ALL_OPEN, limit);
    }

    /**
     * Has a letter tried again with all waiting ones of its key; repeated calls have no further effect.
     *
     * @param by name of the operator
     * @return its present state; empty if the tenant has no such letter
     */
    public Optional<DeadLetter> redrive(int tenant, long id, String by) {
        return database.transaction(tenant, connection -> redrive(connection, tenant, id, by));
    }

    private static Optional<DeadLetter> redrive(Transaction connection, int tenant, long id, String by) {
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
     * Dismisses a letter; those that wait behind it are tried when an operator asks for it.
     *
     * @return its present state; empty if the tenant has no such letter
     */
    public Optional<DeadLetter> dismiss(int tenant, long id, String by) {
        return database.transaction(tenant, connection -> {
            Sql.execute(connection, DISMISS, by, tenant, id);
            return one(connection, tenant, id);
        });
    }

    /**
     * Returns the number of the first letter that a message of this consumer has to wait behind; empty if there is
     * none.
     */
    static Optional<Long> before(Transaction connection, String consumer, OutboxMessage message) {
        return Sql.one(
                connection, row -> row.getLong(1), BLOCKED, message.tenant(), consumer, message.topic(), message.key());
    }

    static void add(Transaction connection, String consumer, OutboxMessage message, String why) {
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

    /** Returns the letters of a queue that are to be tried again. */
    static List<DeadLetter> retryRequested(Transaction connection, String consumer, OutboxQueue queue, int limit) {
        return Sql.all(connection, DeadLetters::read, REPLAY_REQUESTED, queue.tenant(), consumer, queue.topic(), limit);
    }

    static void become(Transaction connection, DeadLetter letter, State state, String why) {
        Sql.execute(connection, CHANGE, word(state), line(why), letter.message().tenant(), letter.id());
    }

    private static Optional<DeadLetter> one(Transaction connection, int tenant, long id) {
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
