package com.flowex.platform.messaging;

import com.flowex.platform.OutboxSettings;
import com.flowex.platform.Platform;
import com.flowex.platform.database.Database;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.monitor.HealthMonitor;
import com.flowex.platform.monitor.ProbeResult;
import com.flowex.platform.projection.LogIdentity;
import com.flowex.platform.projection.TailFactory;
import io.micrometer.core.instrument.Gauge;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Delivery of changes from one process: to consumers in the process, and to Redis if there is one. */
public final class ChangeDelivery implements AutoCloseable {

    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);
    private static final Duration WATCH_EVERY = Duration.ofSeconds(30);
    private static final Duration WATCH_LONGEST = Duration.ofMinutes(1);

    /** Observer of the results of operators' requests. */
    @FunctionalInterface
    public interface Witness {

        /** @param outcome result of the request, or that its subject does not exist */
        void saw(OutboxRequest request, String outcome);
    }

    private final Database database;
    private final DeadLetters deadLetters;
    private final Replays replays;
    private final Witness witness;
    private final List<ConsumerDeliveryWorker> deliverers;
    private final Optional<OutboxStreamPublisher> outboxStreams;
    private final Optional<RedisStreams> streams;
    private final OutboxRetention retention;
    private final Worker worker;
    private final Platform platform;
    private final AtomicLong unsettled = new AtomicLong();
    private volatile Optional<EventStreamPublisher> events = Optional.empty();

    public ChangeDelivery(Platform platform, List<MessageConsumer> consumers, Witness witness) {
        OutboxSettings settings = platform.settings().outbox();
        Workers workers = platform.workers();
        this.platform = platform;
        this.database = platform.database();
        this.witness = witness;
        this.deadLetters = new DeadLetters(database);
        this.streams = platform.redis().map(redis -> new RedisStreams(redis, settings.streamMax()));
        this.replays = new Replays(database, streams);
        this.deliverers = consumers.stream()
                .map(consumer -> new ConsumerDeliveryWorker(consumer, database, settings, workers))
                .toList();
        this.outboxStreams = streams.map(known -> new OutboxStreamPublisher(database, known, settings, workers));
        this.retention = new OutboxRetention(database, streams, consumers, settings, InstantSource.system(), workers);
        this.worker = workers.every("outbox-requests", CHECK_INTERVAL, this::fulfil);
    }

    /**
     * Begins the delivery to the consumers of this process, and removes what they have received from topics that are
     * not published. Processes without consumers do nothing.
     */
    public void startConsumers() {
        if (!deliverers.isEmpty()) {
            deliverers.forEach(ConsumerDeliveryWorker::start);
            retention.start();
        }
    }

    /**
     * Begins the delivery to consumers and to Redis, and fulfils operators' requests. Only the process that publishes
     * the events calls it.
     *
     * @param tails readers of the event log
     * @param recovered number of an event that the log has: its last one when the process started
     */
    public void start(TailFactory tails, long recovered) {
        retention.includePublished();
        retention.start();
        deliverers.forEach(ConsumerDeliveryWorker::start);
        outboxStreams.ifPresent(OutboxStreamPublisher::start);
        events = streams.map(known -> new EventStreamPublisher(
                known,
                tails,
                new EventStreamPublisher.RecoveredLog(Long.toString(LogIdentity.filledFrom(database)), recovered),
                platform.settings().outbox(),
                platform.leases().of("announcements"),
                platform.workers()));
        events.ifPresent(EventStreamPublisher::start);
        worker.start();
    }

    /**
     * Counts the undelivered messages at intervals.
     *
     * @param tenants tenants to check
     */
    public void watch(HealthMonitor monitor, Supplier<Collection<Integer>> tenants) {
        monitor.watch("dead letters", WATCH_EVERY, WATCH_LONGEST, () -> {
            long dead = 0;
            for (int tenant : tenants.get()) {
                dead += deadLetters.count(tenant);
            }
            unsettled.set(dead);
            Map<String, Number> figures = Map.of("unsettled", dead);
            return dead == 0
                    ? ProbeResult.up(figures)
                    : ProbeResult.impaired(
                            dead + " messages could not be delivered and wait: ./flowex events dead", figures);
        });
        Gauge.builder("flowex.outbox.dead.letters.open", unsettled, AtomicLong::get)
                .description("Dead letters that wait for an operator")
                .register(platform.telemetry().registry());
    }

    public DeadLetters deadLetters() {
        return deadLetters;
    }

    public Replays replays() {
        return replays;
    }

    private void fulfil() {
        for (OutboxRequest.Stored stored : database.query(OutboxRequest::all)) {
            OutboxRequest request = stored.request();
            witness.saw(request, fulfilled(request));
            database.query(connection -> OutboxRequest.done(connection, stored.id()));
        }
    }

    private String fulfilled(OutboxRequest request) {
        boolean isDone =
                switch (request.kind()) {
                    case REDRIVE ->
                        deadLetters
                                .redrive(request.tenant(), request.subject(), request.by())
                                .isPresent();
                    case DISMISS ->
                        deadLetters
                                .dismiss(request.tenant(), request.subject(), request.by())
                                .isPresent();
                    case REPLAY ->
                        replays.again(request.tenant(), request.topic(), request.subject(), request.consumer());
                };
        return isDone ? "done" : "there is no such thing";
    }

    @Override
    public void close() {
        worker.close();
        retention.close();
        events.ifPresent(EventStreamPublisher::close);
        outboxStreams.ifPresent(OutboxStreamPublisher::close);
        deliverers.forEach(ConsumerDeliveryWorker::close);
    }
}
