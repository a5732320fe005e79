package com.flowex.platform.messaging;

import com.flowex.platform.OutboxSettings;
import com.flowex.platform.database.Database;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Publisher of the outbox to Redis, queue by queue, from the positions stored with the streams. */
final class OutboxStreamPublisher implements AutoCloseable {

    private static final Duration CHECK_INTERVAL = Duration.ofMillis(250);
    private static final int BATCH = 200;

    /**
     * Number of runs between two reads of the streams' real positions: a Redis that was emptied does not report that
     * itself.
     */
    private static final int TURNS_PER_LOOK = 8;

    private final Database database;
    private final RedisStreams streams;
    private final long streamMax;
    private final DeliveryBacklog backlog;
    private final Counter counter;
    private final Worker worker;
    private final Map<String, Long> positions = new HashMap<>();
    private int turns;

    OutboxStreamPublisher(Database database, RedisStreams streams, OutboxSettings settings, Workers workers) {
        this.database = database;
        this.streams = streams;
        this.streamMax = settings.streamMax();
        this.backlog = new DeliveryBacklog("redis", settings.waitingMax(), workers);
        this.counter = Counter.builder("flowex.outbox.published")
                .description("Messages that were published")
                .tag("consumer", "redis")
                .register(workers.registry());
        this.worker = workers.atOnceAndEvery("outbox-redis", CHECK_INTERVAL, this::turn);
    }

    void start() {
        worker.start();
    }

    private void turn() {
        Map<OutboxQueue, Long> queues = publicQueues();
        try {
            if (turns++ % TURNS_PER_LOOK == 0) {
                check();
                // Another process may have published meanwhile: a position is compared only with numbers that are read
                // after it.
                queues = publicQueues();
            }
            for (Map.Entry<OutboxQueue, Long> queue : queues.entrySet()) {
                bringUp(queue.getKey(), queue.getValue());
            }
        } catch (RuntimeException away) {
            turns = 0;
            throw away;
        } finally {
            backlog.is(queues.entrySet().stream()
                    .mapToLong(queue -> Math.max(queue.getValue() - at(queue.getKey()), 0))
                    .sum());
        }
    }

    private Map<OutboxQueue, Long> publicQueues() {
        Map<OutboxQueue, Long> queues = database.query(Outbox::queues);
        queues.keySet().removeIf(OutboxQueue::isPrivate);
        return queues;
    }

    private void check() {
        Map<String, String> found = streams.positions();
        positions.clear();
        found.forEach((field, number) -> {
            if (number.matches("[0-9]{1,18}")) {
                positions.put(field, Long.parseLong(number));
            }
        });
    }

    private long at(OutboxQueue queue) {
        return positions.getOrDefault(queue.field(), 0L);
    }

    private void bringUp(OutboxQueue queue, long last) {
        if (at(queue) > last) {
            // The database was restored and assigns numbers again; messages with reused numbers are published again.
            streams.rewind(queue, 1);
            positions.put(queue.field(), 0L);
        }
        while (at(queue) < last && !worker.isClosing()) {
            long from = at(queue);
            // An empty stream need not get more entries than it keeps.
            long behind = from == 0 ? Math.max(0, last - streamMax) : from;
            List<OutboxMessage> messages =
                    database.query(queue.tenant(), connection -> Outbox.after(connection, queue, behind, BATCH));
            if (messages.isEmpty()) {
                // All messages are older than the retention.
                streams.set(queue.field(), Long.toString(last));
                positions.put(queue.field(), last);
                return;
            }
            append(queue, from, messages);
        }
    }

    private void append(OutboxQueue queue, long from, List<OutboxMessage> messages) {
        String to = Long.toString(messages.getLast().number());
        List<RedisStreams.Entry> entries =
                messages.stream().map(RedisStreams.Entry::of).toList();
        String now = streams.append(queue.field(), Long.toString(from), to, entries);
        positions.put(queue.field(), Long.parseLong(now));
        if (now.equals(to)) {
            counter.increment(messages.size());
        }
    }

    @Override
    public void close() {
        worker.close();
        backlog.close();
    }
}
