package com.flowex.platform.messaging;

import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.cluster.tail.EventTail;
import com.flowex.domain.event.Event;
import com.flowex.platform.OutboxSettings;
import com.flowex.platform.database.Lease;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.projection.TailFactory;
import com.flowex.protocol.event.EventBatch;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Publisher of the log's events to Redis, from the position stored with the streams. An entry has the number of its
 * event. It reads the event log as views do, on a thread of its own and only as fast as Redis takes the entries.
 */
final class EventStreamPublisher implements AutoCloseable {

    static final String POSITION = "log";
    static final String LOG = "log_began";

    private static final String NOTHING = "0:0";
    private static final List<String> PATTERNS = EventTopics.ALL.stream()
            .map(topic -> RedisStreams.PREFIX + "*:" + topic)
            .toList();
    private static final int WAITING_MAX = 256;
    private static final int BATCHES = 128;
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(2);
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final RedisStreams streams;
    private final TailFactory tails;
    private final RecoveredLog log;
    private final DeliveryBacklog backlog;
    private final Counter counter;
    private final Worker worker;
    private final Lease lease;
    private boolean followed;

    /**
     * Log as the process found it at its start.
     *
     * @param id identity of the log
     * @param lastSequence number of its last event: a stream of this log cannot be further before it is followed
     */
    record RecoveredLog(String id, long lastSequence) {}

    /**
     * Creates the publisher.
     *
     * @param lease held by the process that publishes; two publishers do no harm, but each stops the other again and
     *     again
     */
    EventStreamPublisher(
            RedisStreams streams,
            TailFactory tails,
            RecoveredLog log,
            OutboxSettings settings,
            Lease lease,
            Workers workers) {
        this.lease = lease;
        this.streams = streams;
        this.tails = tails;
        this.log = log;
        this.backlog = new DeliveryBacklog("redis-events", settings.waitingMax(), workers);
        this.counter = Counter.builder("flowex.outbox.published")
                .description("Messages that were published")
                .tag("consumer", "redis-events")
                .register(workers.registry());
        this.worker = workers.always("event-streams", this::turn);
    }

    void start() {
        worker.start();
    }

    private void turn() throws InterruptedException {
        if (!lease.isOurs()) {
            backlog.is(0);
            worker.awaitClosing(CHECK_INTERVAL);
            return;
        }
        try {
            Map<String, String> found = streams.positions();
            String at = found.getOrDefault(POSITION, NOTHING);
            boolean isOther = !log.id().equals(found.get(LOG));
            if (isOther || !followed && sequence(at) > log.lastSequence()) {
                // The streams are of another log, or of an end of this log that was lost: their numbers mean something
                // else now.
                streams.rewind(PATTERNS, POSITION, NOTHING);
                streams.set(LOG, log.id());
                at = NOTHING;
            }
            followed = true;
            follow(at);
        } catch (RuntimeException away) {
            backlog.is(1);
            throw away;
        }
    }

    private void follow(String from) throws InterruptedException {
        Reader reader = new Reader();
        String at = from;
        try (EventTail _ = tails.open(checkpoint(from), reader);
                reader) {
            while (!worker.isClosing() && lease.isOurs()) {
                List<ReadBatch> some = reader.take();
                String now = some.isEmpty() ? streams.positions().getOrDefault(POSITION, NOTHING) : append(at, some);
                String expected = some.isEmpty() ? at : some.getLast().end();
                if (!now.equals(expected)) {
                    return; // the streams were emptied or restored, another process published, or an operator asked for
                    // a replay
                }
                at = now;
                worker.works();
                backlog.is(reader.waiting());
            }
        }
    }

    private String append(String from, List<ReadBatch> batches) {
        List<RedisStreams.Entry> entries = new ArrayList<>();
        long done = sequence(from);
        for (ReadBatch batch : batches) {
            entries(batch.batch(), done, entries);
        }
        String now = streams.append(POSITION, from, batches.getLast().end(), entries);
        counter.increment(entries.size());
        return now;
    }

    private static void entries(EventBatch batch, long done, List<RedisStreams.Entry> entries) {
        long sequence = batch.firstSequence();
        Instant at = Instant.ofEpochSecond(batch.timeNanos() / NANOS_PER_SECOND, batch.timeNanos() % NANOS_PER_SECOND);
        for (Event event : batch.events()) {
            RedisStreams.Entry entry = sequence > done ? EventTopics.of(event, sequence, at) : null;
            if (entry != null) {
                entries.add(entry);
            }
            sequence++;
        }
    }

    /**
     * Returns the position for publishing from an event on. The log is read from its beginning, because the event's
     * byte position is unknown.
     */
    static String justBefore(long event) {
        return event - 1 + ":0";
    }

    private static long sequence(String position) {
        return Long.parseLong(position, 0, position.indexOf(':'), 10);
    }

    private static Checkpoint checkpoint(String position) {
        long bytes = Long.parseLong(position.substring(position.indexOf(':') + 1));
        return bytes == 0 ? Checkpoint.START : new Checkpoint(sequence(position), bytes);
    }

    /** Batch, and the position behind it. */
    private record ReadBatch(EventBatch batch, long endPosition) {

        String end() {
            return batch.lastSequence() + ":" + endPosition;
        }
    }

    /** Consumer of the tail; it blocks while Redis is slow. */
    private static final class Reader implements BatchConsumer, AutoCloseable {

        private final BlockingQueue<ReadBatch> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
        private volatile boolean closed;
        private volatile @Nullable Throwable failure;

        @Override
        public void on(EventBatch batch, long endPosition) {
            ReadBatch readBatch = new ReadBatch(batch, endPosition);
            try {
                while (batch.count() > 0 && !closed && !waiting.offer(readBatch, 100, TimeUnit.MILLISECONDS)) {
                    // Checks again if it is closed.
                }
            } catch (InterruptedException e) {
                failure = e;
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public boolean hasRoom() {
            return waiting.remainingCapacity() > 0;
        }

        @Override
        public void idle() {
            // The publisher has a pace of its own.
        }

        @Override
        public void stopped(Throwable why) {
            failure = why;
        }

        /** Returns the waiting batches; at least one if it comes in time. */
        List<ReadBatch> take() throws InterruptedException {
            Throwable why = failure;
            if (why != null) {
                throw new IllegalStateException("the log is no longer read: " + why.getMessage(), why);
            }
            List<ReadBatch> some = new ArrayList<>();
            ReadBatch first = waiting.poll(CHECK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                some.add(first);
                waiting.drainTo(some, BATCHES);
            }
            return some;
        }

        int waiting() {
            return waiting.size();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Override
    public void close() {
        worker.cut(CHECK_INTERVAL);
        backlog.close();
    }
}
