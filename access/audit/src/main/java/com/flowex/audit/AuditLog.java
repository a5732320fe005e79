package com.flowex.audit;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.export.TenantExport;
import com.flowex.platform.failure.DatabaseUnavailableException;
import com.flowex.platform.failure.TransientFault;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Audit log: appends entries to the chains of their tenants. A caller that records an entry waits until it is on disk;
 * callers that wait at the same time share a transaction. While the database is away, entries are kept in a {@link
 * AuditWriteAheadBuffer}. They are taken over once it is back, in their order and with their original time. At intervals, the heads
 * that moved are sealed by a signed checkpoint.
 */
public final class AuditLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final int WAITING_MAX = 10_000;
    private static final int ENTRIES_PER_TRANSACTION = 500;
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(500);
    private static final Duration FLUSH_INTERVAL = Duration.ofMillis(50);

    /** Time to wait for the database before a protective action goes ahead without it. */
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private record Waiting(TimestampedEntry timed, CompletableFuture<Boolean> written) {}

    private final boolean enabled;
    private final Database database;
    private final Optional<SealedAddresses> addresses;
    private final AuditCheckpoints checkpoints;
    private final Optional<AuditWriteAheadBuffer> buffer;
    private final Duration checkpointEvery;
    private final InstantSource clock;
    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Map<Integer, ChainHead> moved = new TreeMap<>();
    private final Worker writer;
    private final AuditRetention retention;
    private long sealedNanos = System.nanoTime();
    private volatile boolean closing;

    private AuditLog(
            AuditSettings settings,
            CheckpointSigningKey key,
            Database database,
            Optional<SealedAddresses> addresses,
            InstantSource clock,
            Workers workers) {
        this.enabled = settings.enabled();
        this.database = database;
        this.addresses = addresses;
        this.checkpoints = new AuditCheckpoints(settings.directory(), key);
        this.buffer = enabled ? Optional.of(AuditWriteAheadBuffer.open(settings.directory(), key)) : Optional.empty();
        this.checkpointEvery = settings.checkpointEvery();
        this.clock = clock;
        this.writer = workers.always("audit", this::write);
        this.retention = new AuditRetention(settings, database, checkpoints, clock, this::record, workers);
    }

    /**
     * Returns the export of a tenant's audit log: each entry with its hash, so that the chain can be checked elsewhere.
     */
    public static TenantExport export() {
        return TenantExport.of("audit_entry", "*", "platform.audit_entries", "tenant", "number");
    }

    /**
     * Puts everything that a lost key signed aside, because the operator has confirmed the loss; later checkpoints are
     * signed with a new key.
     */
    public static void forgetLostKey(AuditSettings settings) {
        if (settings.enabled() && CheckpointSigningKey.lost(settings).isPresent()) {
            LOG.warn(
                    "the signing key of the audit log is lost: the checkpoints that it signed were moved" + " to {}",
                    AuditCheckpoints.giveUp(settings.directory()));
        }
    }

    /**
     * Opens the audit log without addresses of people, for a tool whose entries are an operator's.
     *
     * @throws com.flowex.platform.settings.StartupException if there is no usable key, or the key that signed is gone
     */
    public static AuditLog open(AuditSettings settings, Database database, InstantSource clock, Workers workers) {
        return open(settings, database, Optional.empty(), clock, workers);
    }

    /**
     * Opens the audit log; it seals the addresses of people with their keys.
     *
     * @throws com.flowex.platform.settings.StartupException if there is no usable key, or the key that signed is gone
     */
    public static AuditLog open(
            AuditSettings settings,
            Database database,
            SealedAddresses addresses,
            InstantSource clock,
            Workers workers) {
        return open(settings, database, Optional.of(addresses), clock, workers);
    }

    private static AuditLog open(
            AuditSettings settings,
            Database database,
            Optional<SealedAddresses> addresses,
            InstantSource clock,
            Workers workers) {
        CheckpointSigningKey key =
                settings.enabled() ? CheckpointSigningKey.of(settings) : CheckpointSigningKey.unused();
        AuditLog log = new AuditLog(settings, key, database, addresses, clock, workers);
        log.buffer.filter(AuditWriteAheadBuffer::isTampered).ifPresent(_ -> log.keep(log.timed(log.tampering())));
        log.writer.start();
        if (settings.enabled()) {
            log.retention.start();
        }
        return log;
    }

    private AuditEntry tampering() {
        AuditEntry.Change change = new AuditEntry.Change("entries that waited for the database", "", "");
        return new AuditEntry(1, "system", "audit spool", change, "tampered with", "", "");
    }

    /**
     * Records an entry and returns when it is on disk: in its chain or, while the database is away, in the buffer on
     * disk.
     *
     * @throws DatabaseUnavailableException if it can be written nowhere
     */
    public void record(AuditEntry entry) {
        record(entry, Duration.ofDays(1));
    }

    /**
     * Records an entry like {@link #record}, but never waits long; it serves actions that are done although the
     * database is away.
     */
    public void recordSoon(AuditEntry entry) {
        record(entry, TIMEOUT);
    }

    private void record(AuditEntry entry, Duration timeout) {
        if (!enabled) {
            return;
        }
        AuditEventLogger.write(entry);
        SecurityEventLogger.write(entry);
        TimestampedEntry timed = timed(entry);
        if (buffer.isPresent() && !buffer.get().isEmpty()) {
            keep(timed); // behind the entries kept before it
            return;
        }
        Waiting mine = new Waiting(timed, new CompletableFuture<>());
        if (closing || !waiting.offer(mine)) {
            keep(timed);
            return;
        }
        if (closing && waiting.remove(mine)) { // otherwise close() writes it
            keep(timed);
            return;
        }
        await(mine, timeout);
    }

    private void await(Waiting mine, Duration timeout) {
        try {
            mine.written().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | InterruptedException e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            if (mine.written()
                    .complete(true)) { // the writer may hold it already: it is the same entry then, and is in the chain
                // once
                keep(mine.timed());
            }
        } catch (ExecutionException e) {
            throw new DatabaseUnavailableException("the audit log cannot be written", e.getCause());
        }
    }

    /** Returns an entry that is complete already, so that the writer wakes up without work and checks its state. */
    private Waiting nothing() {
        AuditEntry entry = new AuditEntry(1, "system", "", new AuditEntry.Change("", "", ""), "", "", "");
        return new Waiting(timed(entry), CompletableFuture.completedFuture(true));
    }

    private TimestampedEntry timed(AuditEntry entry) {
        return new TimestampedEntry(entry, AuditTable.micros(clock.instant()));
    }

    private void keep(TimestampedEntry timed) {
        try {
            buffer.orElseThrow(() -> new IOException("the audit log is off")).append(timed);
        } catch (IOException e) {
            throw new DatabaseUnavailableException("the audit log cannot be written: " + e.getMessage(), e);
        }
    }

    private void write() throws InterruptedException {
        boolean isBuffered = buffer.isPresent() && !buffer.get().isEmpty();
        Duration longest = isBuffered ? FLUSH_INTERVAL : CHECK_INTERVAL;
        long timeoutMillis = closing ? 0 : Math.min(checkpointEvery.toMillis(), longest.toMillis());
        Waiting first = waiting.poll(timeoutMillis, TimeUnit.MILLISECONDS);
        if (first != null) {
            List<Waiting> batch = new ArrayList<>(List.of(first));
            waiting.drainTo(batch, ENTRIES_PER_TRANSACTION - 1);
            append(batch);
        }
        takeOver();
        if (System.nanoTime() - sealedNanos >= checkpointEvery.toNanos()) {
            seal();
        }
    }

    private void append(List<Waiting> batch) {
        Map<Integer, List<Waiting>> byTenant = batch.stream()
                .filter(each -> !each.written().isDone()) // otherwise it was kept on disk meanwhile
                .collect(Collectors.groupingBy(
                        each -> each.timed().entry().tenant(), TreeMap::new, Collectors.toList()));
        byTenant.forEach((tenant, entries) -> {
            try {
                append(tenant, entries.stream().map(Waiting::timed).toList());
                entries.forEach(each -> each.written().complete(true));
            } catch (RuntimeException
                    | Error e) { // any failure completes the entries, so that no caller waits for ever
                LOG.warn("{} audit entries of tenant {} wait on disk: {}", entries.size(), tenant, e.toString());
                entries.forEach(each -> bufferInstead(each, e));
            }
        });
    }

    private void append(int tenant, List<TimestampedEntry> entries) {
        List<TimestampedEntry> buffered =
                addresses.isPresent() ? addresses.get().sealed(tenant, entries) : entries;
        ChainHead head =
                database.transaction(tenant, connection -> AuditTable.append(connection.jdbc(), tenant, buffered));
        moved.put(tenant, head);
    }

    private void bufferInstead(Waiting each, Throwable why) {
        if (each.written().isDone()) {
            return;
        }
        try {
            keep(each.timed());
            each.written().complete(true);
        } catch (DatabaseUnavailableException e) {
            e.addSuppressed(why);
            each.written().completeExceptionally(e);
        }
    }

    /** The database is away or takes no entries; the entries wait on disk. */
    private static final class AuditDatabaseAwayException extends RuntimeException implements TransientFault {

        private static final long serialVersionUID = 1L;

        AuditDatabaseAwayException(String why, Throwable cause) {
            super(why, cause);
        }
    }

    /** Moves the waiting entries into the chains. */
    private void takeOver() {
        if (buffer.isEmpty()) {
            return;
        }
        List<TimestampedEntry> first = buffer.get().first(ENTRIES_PER_TRANSACTION);
        while (!first.isEmpty()) {
            takeOver(buffer.get(), first);
            first = buffer.get().first(ENTRIES_PER_TRANSACTION);
        }
    }

    private void takeOver(AuditWriteAheadBuffer from, List<TimestampedEntry> first) {
        Map<Integer, List<TimestampedEntry>> byTenant = first.stream()
                .collect(Collectors.groupingBy(each -> each.entry().tenant(), TreeMap::new, Collectors.toList()));
        try {
            byTenant.forEach((tenant, entries) -> {
                List<TimestampedEntry> missing = database.transaction(
                        tenant, connection -> AuditTable.missing(connection.jdbc(), tenant, entries));
                if (!missing.isEmpty()) {
                    append(tenant, missing);
                }
            });
            from.taken(first.size());
        } catch (IOException | RuntimeException e) {
            throw new AuditDatabaseAwayException(
                    "entries wait on disk until the database takes them: " + e.getMessage(), e);
        }
    }

    private void seal() {
        sealedNanos = System.nanoTime();
        if (moved.isEmpty()) {
            return;
        }
        try {
            checkpoints.append(Instant.ofEpochMilli(clock.millis()), moved);
            moved.clear();
        } catch (IOException e) {
            LOG.error("the audit log's checkpoint cannot be written: {}", e.toString());
        }
    }

    /**
     * Writes the waiting entries, seals them and closes the log. Entries that the database does not take are taken over
     * at the next start.
     */
    @Override
    public void close() {
        if (enabled) {
            retention.close();
        }
        closing = true;
        waiting.offer(nothing()); // otherwise the writer waits for its whole interval before it sees that it has to end
        writer.close();
        List<Waiting> rest = new ArrayList<>();
        while (waiting.drainTo(rest, ENTRIES_PER_TRANSACTION) > 0) {
            append(rest);
            rest.clear();
        }
        try {
            takeOver();
        } catch (AuditDatabaseAwayException e) {
            LOG.warn("audit entries are moved to the database at the next start: {}", e.getMessage());
        }
        seal();
        buffer.ifPresent(AuditWriteAheadBuffer::close);
    }
}
