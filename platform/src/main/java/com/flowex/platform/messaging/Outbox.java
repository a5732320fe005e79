package com.flowex.platform.messaging;

import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Transactional outbox: a transaction adds a message for what it changes. The message's number is assigned when the
 * transaction commits (a deferred trigger of {@code db/outbox}). An early message therefore delays no other
 * transaction, and no reader sees a number before all below it.
 *
 * <p>A table of which every change is published has the trigger {@code outbox.tell} instead.
 */
public final class Outbox {

    /** Beginning of topics for consumers in our processes alone: the streams of Redis do not have them. */
    public static final String PRIVATE = "private_";

    private static final String ADD =
            "INSERT INTO outbox.messages (tenant_id, topic, key, payload) VALUES (?, ?, ?, ?::jsonb)";
    private static final String AFTER = """
            SELECT number, key, payload::text, created_at FROM outbox.messages
            WHERE tenant_id = ? AND topic = ? AND number > ? ORDER BY number LIMIT ?""";
    private static final String EMPTY =
            "UPDATE outbox.messages SET payload = '{}' WHERE tenant_id = ? AND topic = ? AND number = ?";
    private static final String QUEUES = "SELECT whose, topic, last FROM outbox.lanes ORDER BY whose, topic";

    private Outbox() {}

    /**
     * Adds a message.
     *
     * @param changing the transaction of the change, which sees the rows of this tenant
     * @param topic lower-case letters and underscores; not one of the log's own: trades, orders, transfers, listings
     * @param payload an object of JSON; never a secret, unless it is sealed and the topic is {@linkplain #PRIVATE private}
     */
    public static void add(Transaction changing, int tenant, String topic, String key, String payload) {
        Sql.execute(changing, ADD, tenant, topic, key, payload);
    }

    /** Removes the content of a message that was taken; its number stays. */
    public static void empty(Transaction delivering, OutboxMessage message) {
        Sql.execute(delivering, EMPTY, message.tenant(), message.topic(), message.number());
    }

    /** Returns the messages behind a number, in order. */
    static List<OutboxMessage> after(Transaction connection, OutboxQueue queue, long number, int limit) {
        return Sql.all(
                connection,
                row -> new OutboxMessage(
                        queue.tenant(),
                        queue.topic(),
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        Sql.instant(row, 4, Instant.EPOCH)),
                AFTER,
                queue.tenant(),
                queue.topic(),
                number,
                limit);
    }

    /** Returns the last number of every queue. */
    static Map<OutboxQueue, Long> queues(Transaction connection) {
        Map<OutboxQueue, Long> last =
                new TreeMap<>(Comparator.comparingInt(OutboxQueue::tenant).thenComparing(OutboxQueue::topic));
        Sql.all(connection, row -> last.put(new OutboxQueue(row.getInt(1), row.getString(2)), row.getLong(3)), QUEUES);
        return last;
    }
}
