package com.flowex.platform.messaging;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Replay of published messages, from any number that is retained. */
public final class Replays {

    private static final String AGAIN = """
            UPDATE outbox.deliveries SET done = least(done, ?), tries = 0, next_at = '-infinity'
            WHERE consumer = ? AND whose = ? AND topic = ?""";
    private static final String LAST = "SELECT last FROM outbox.lanes WHERE whose = ? AND topic = ?";

    private static final String DELIVERED =
            "SELECT 1 FROM outbox.deliveries WHERE consumer = ? AND whose = ? AND topic = ?";
    private static final String TOPICS = "SELECT topic FROM outbox.lanes WHERE whose = ? ORDER BY topic";

    private final Database database;
    private final Optional<RedisStreams> streams;

    Replays(Database database, Optional<RedisStreams> streams) {
        this.database = database;
        this.streams = streams;
    }

    /**
     * Checks a replay before it is requested.
     *
     * @param consumer name of the consumer; empty for the stream of Redis
     * @param hasStreams true if events go to a Redis
     * @return one line that says why it is impossible; empty if it is possible
     */
    public static Optional<String> missing(
            Transaction reading, int tenant, String topic, String consumer, boolean hasStreams) {
        if (!consumer.isEmpty()) {
            return Sql.one(reading, row -> row.getInt(1), DELIVERED, consumer, tenant, topic)
                            .isPresent()
                    ? Optional.empty()
                    : Optional.of("no consumer " + consumer + " takes a topic " + topic + " of tenant " + tenant);
        }
        if (!hasStreams) {
            return Optional.of("there is no Redis whose streams could be replayed: FLOWEX_REDIS_URL is empty");
        }
        Set<String> topics = new TreeSet<>(EventTopics.ALL);
        topics.addAll(Sql.all(reading, row -> row.getString(1), TOPICS, tenant));
        topics.removeIf(each -> each.startsWith(Outbox.PRIVATE));
        return topics.contains(topic)
                ? Optional.empty()
                : Optional.of("tenant " + tenant + " has no topic " + topic + ": it has " + String.join(", ", topics));
    }

    /**
     * Replays a topic.
     *
     * @param from first number; for the log's topics the number of an event
     * @param consumer name of the consumer; empty for the stream of Redis, which begins anew with the replay
     * @return true if the topic and its receiver exist
     */
    public boolean again(int tenant, String topic, long from, String consumer) {
        if (!consumer.isEmpty()) {
            return database.query(connection -> Sql.execute(connection, AGAIN, from - 1, consumer, tenant, topic)) > 0;
        }
        OutboxQueue queue = new OutboxQueue(tenant, topic);
        if (streams.isEmpty() || queue.isPrivate()) {
            return false;
        }
        if (EventTopics.ALL.contains(topic)) {
            streams.get()
                    .rewind(
                            List.of(RedisStreams.keyOf(queue)),
                            EventStreamPublisher.POSITION,
                            EventStreamPublisher.justBefore(from));
            return true;
        }
        boolean isThere = database.query(connection ->
                Sql.one(connection, row -> row.getLong(1), LAST, tenant, topic).isPresent());
        if (isThere) {
            streams.get().rewind(queue, from);
        }
        return isThere;
    }
}
