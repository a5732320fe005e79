package com.flowex.platform.messaging;

import com.flowex.platform.OutboxSettings;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import java.time.Duration;
import java.util.List;

/**
 * Delivery of new messages to one consumer, queue by queue, each in a transaction of its tenant. Several processes share
 * the queues by locks.
 */
final class ConsumerDeliveryWorker implements AutoCloseable {

    private static final Duration CHECK_INTERVAL = Duration.ofMillis(250);

    /** Queues with something to deliver, those that are due first, each with the number of all messages that wait. */
    private static final String OPEN = """
            SELECT l.whose, l.topic, coalesce(d.next_at, '-infinity') <= now() AS due,
            sum(greatest(l.last - coalesce(d.done, 0), 0)) OVER ()::bigint AS waiting FROM outbox.lanes l
            LEFT JOIN outbox.deliveries d ON d.consumer = ? AND d.whose = l.whose AND d.topic = l.topic
            WHERE l.topic = ANY (?) AND (l.last > coalesce(d.done, 0) OR coalesce(d.redrives, false))
            ORDER BY due DESC, l.whose, l.topic LIMIT 1000""";

    private record OpenQueue(OutboxQueue queue, boolean isDue, long waiting) {}

    private final MessageConsumer consumer;
    private final Database database;
    private final QueueDelivery delivery;
    private final DeliveryBacklog backlog;
    private final Worker worker;

    ConsumerDeliveryWorker(MessageConsumer consumer, Database database, OutboxSettings settings, Workers workers) {
        this.consumer = consumer;
        this.database = database;
        this.delivery = new QueueDelivery(consumer, settings.triesMax(), workers.registry());
        this.backlog = new DeliveryBacklog(consumer.name(), settings.waitingMax(), workers);
        this.worker = workers.atOnceAndEvery("outbox-" + consumer.name(), CHECK_INTERVAL, this::turn);
    }

    void start() {
        worker.start();
    }

    /** Delivers what is due, and looks again after each round: the backlog is what is left. */
    void turn() {
        List<OpenQueue> queues = look();
        boolean more = queues.stream().anyMatch(OpenQueue::isDue);
        while (more && !worker.isClosing()) {
            more = false;
            for (OpenQueue each : queues) {
                if (each.isDue()) {
                    OutboxQueue queue = each.queue();
                    more |= database.transaction(queue.tenant(), connection -> delivery.some(connection, queue));
                }
            }
            queues = look();
        }
    }

    private List<OpenQueue> look() {
        List<OpenQueue> queues = database.query(this::open);
        backlog.is(queues.isEmpty() ? 0 : queues.getFirst().waiting());
        return queues;
    }

    private List<OpenQueue> open(Transaction connection) {
        return Sql.all(
                connection,
                row -> new OpenQueue(
                        new OutboxQueue(row.getInt(1), row.getString(2)), row.getBoolean(3), row.getLong(4)),
                OPEN,
                consumer.name(),
                topics());
    }

    private String[] topics() {
        return consumer.topics().toArray(String[]::new);
    }

    @Override
    public void close() {
        worker.close();
        backlog.close();
    }
}
