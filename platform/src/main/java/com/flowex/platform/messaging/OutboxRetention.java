package com.flowex.platform.messaging;

import com.flowex.platform.OutboxSettings;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Removal of old messages that all consumers have received, and of settled dead letters. A message that a consumer
 * still waits for stays. A topic that is not published belongs to the process of its consumer, because only that one
 * knows it; published topics belong to the process that publishes them.
 */
final class OutboxRetention implements AutoCloseable {

    private static final Duration EVERY = Duration.ofHours(1);
    /** Number of messages removed at a time. */
    private static final long SOME = 5_000;

    private static final String DONE =
            "SELECT done FROM outbox.deliveries WHERE consumer = ? AND whose = ? AND topic = ?";
    private static final String FIRST =
            "SELECT coalesce(min(number), 0) FROM outbox.messages WHERE tenant_id = ? AND topic = ?";
    private static final String REMOVE =
            "DELETE FROM outbox.messages WHERE tenant_id = ? AND topic = ? AND number <= ? AND created_at < ?";
    private static final String REMOVE_LETTERS = """
        DELETE FROM outbox.dead_letters
        WHERE tenant_id = ? AND state IN ('settled', 'dismissed') AND changed_at < ?\
        """;

    private final Database database;
    private final Optional<RedisStreams> streams;
    private final List<MessageConsumer> consumers;
    private final Duration retention;
    private final InstantSource clock;
    private final Worker worker;
    private volatile boolean isPublisher;

    OutboxRetention(
            Database database,
            Optional<RedisStreams> streams,
            List<MessageConsumer> consumers,
            OutboxSettings settings,
            InstantSource clock,
            Workers workers) {
        this.database = database;
        this.streams = streams;
        this.consumers = consumers;
        this.retention = settings.retention();
        this.clock = clock;
        this.worker = workers.every("outbox-retention", EVERY, this::removeOld);
    }

    void start() {
        worker.start();
    }

    /** Makes this process remove messages of published topics too. To be called before {@link #start}. */
    void includePublished() {
        isPublisher = true;
    }

    private boolean isOurs(OutboxQueue queue) {
        return queue.isPrivate()
                ? consumers.stream().anyMatch(consumer -> consumer.topics().contains(queue.topic()))
                : isPublisher;
    }

    void removeOld() {
        Instant before = clock.instant().minus(retention);
        Optional<Map<String, String>> positions = streams.map(RedisStreams::positions);
        for (Map.Entry<OutboxQueue, Long> queue : database.query(Outbox::queues).entrySet()) {
            if (!isOurs(queue.getKey())) {
                continue;
            }
            long inStreams = positions
                    .filter(_ -> !queue.getKey().isPrivate())
                    .map(found -> found.getOrDefault(queue.getKey().field(), "0"))
                    .map(Long::parseLong)
                    .orElse(queue.getValue());
            removeOld(queue.getKey(), inStreams, before);
        }
    }

    private void removeOld(OutboxQueue queue, long inStreams, Instant before) {
        database.transaction(
                queue.tenant(), connection -> Sql.execute(connection, REMOVE_LETTERS, queue.tenant(), before));
        int removed;
        do {
            removed = database.transaction(queue.tenant(), connection -> {
                long delivered = Math.min(inStreams, deliveredToAll(connection, queue));
                long first = Sql.one(connection, row -> row.getLong(1), FIRST, queue.tenant(), queue.topic())
                        .orElse(0L);
                return Sql.execute(
                        connection, REMOVE, queue.tenant(), queue.topic(), Math.min(delivered, first + SOME), before);
            });
        } while (removed > 0 && !worker.isClosing());
    }

    /** Returns the number that all consumers of the topic have reached. */
    private long deliveredToAll(Transaction connection, OutboxQueue queue) {
        long least = Long.MAX_VALUE;
        for (MessageConsumer consumer : consumers) {
            if (consumer.topics().contains(queue.topic())) {
                long done = Sql.one(
                                connection, row -> row.getLong(1), DONE, consumer.name(), queue.tenant(), queue.topic())
                        .orElse(0L);
                least = Math.min(least, done);
            }
        }
        return least;
    }

    @Override
    public void close() {
        worker.close();
    }
}
