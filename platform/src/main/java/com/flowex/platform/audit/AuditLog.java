package com.flowex.platform.audit;

import com.flowex.platform.config.AuditSettings;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.DatabaseUnavailableException;
import com.flowex.platform.tenancy.TenantExport;
import com.flowex.platform.work.Worker;
import com.flowex.platform.work.Workers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes entries into the chains of their tenants. Whoever records waits until the entry is on disk; those who wait at
 * the same time share a transaction. Now and then the heads that moved are sealed by a signed checkpoint.
 */
public final class AuditLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final int WAITING_MAX = 10_000;
    private static final int ENTRIES_PER_TRANSACTION = 500;

    private record Waiting(AuditEntry entry, CompletableFuture<Boolean> written) {}

    private final boolean enabled;
    private final Database database;
    private final Checkpoints checkpoints;
    private final Duration checkpointEvery;
    private final InstantSource clock;
    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Map<Integer, Link> moved = new TreeMap<>();
    private final Worker writer;
    private final Retention retention;
    private long sealedNanos = System.nanoTime();
    private volatile boolean closing;

    private AuditLog(
            AuditSettings settings, Checkpoints checkpoints, Database database, InstantSource clock, Workers workers) {
        this.enabled = settings.enabled();
        this.database = database;
        this.checkpoints = checkpoints;
        this.checkpointEvery = settings.checkpointEvery();
        this.clock = clock;
        this.writer = workers.always("audit", this::write);
        this.retention = new Retention(settings, database, checkpoints, clock, this::record, workers);
    }

    /** What the log has of a tenant: each entry with its hash, so that the chain can be checked elsewhere. */
    public static TenantExport export() {
        return TenantExport.of("audit_entry", "*", "platform.audit_entries", "tenant", "number");
    }

    /** @throws com.flowex.platform.config.StartupException if there is no usable key */
    public static AuditLog open(AuditSettings settings, Database database, InstantSource clock, Workers workers) {
        SealingKey key = settings.enabled() ? SealingKey.of(settings.key()) : SealingKey.unused();
        AuditLog log = new AuditLog(settings, new Checkpoints(settings.directory(), key), database, clock, workers);
        log.writer.start();
        if (settings.enabled()) {
            log.retention.start();
        }
        return log;
    }

    /**
     * Returns when the entry is on disk.
     *
     * @throws DatabaseUnavailableException if it cannot be written
     */
    public void record(AuditEntry entry) {
        if (!enabled) {
            return;
        }
        Waiting mine = new Waiting(entry, new CompletableFuture<>());
        if (closing || !waiting.offer(mine)) {
            throw new DatabaseUnavailableException("the audit log takes no more", null);
        }
        if (closing && waiting.remove(mine)) { // else who closes writes it
            throw new DatabaseUnavailableException("the audit log takes no more", null);
        }
        try {
            mine.written().join();
        } catch (CompletionException e) {
            throw new DatabaseUnavailableException("the audit log cannot be written", e.getCause());
        }
    }

    private void write() throws InterruptedException {
        Waiting first = waiting.poll(Math.min(checkpointEvery.toMillis(), 500), TimeUnit.MILLISECONDS);
        if (first != null) {
            List<Waiting> batch = new ArrayList<>(List.of(first));
            waiting.drainTo(batch, ENTRIES_PER_TRANSACTION - 1);
            append(batch);
        }
        if (System.nanoTime() - sealedNanos >= checkpointEvery.toNanos()) {
            seal();
        }
    }

    private void append(List<Waiting> batch) {
        Map<Integer, List<Waiting>> byTenant = batch.stream()
                .collect(Collectors.groupingBy(each -> each.entry().tenant(), TreeMap::new, Collectors.toList()));
        byTenant.forEach((tenant, entries) -> {
            try {
                List<AuditEntry> texts = entries.stream().map(Waiting::entry).toList();
                Link head = database.transaction(
                        tenant, connection -> AuditTable.append(connection, tenant, texts, clock.instant()));
                moved.put(tenant, head);
                entries.forEach(each -> each.written().complete(true));
            } catch (RuntimeException | Error e) { // whatever it is, nobody waits for ever
                LOG.error("{} audit entries of tenant {} cannot be written: {}", entries.size(), tenant, e.toString());
                entries.forEach(each -> each.written().completeExceptionally(e));
            }
        });
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

    /** Writes what waits, seals it, and takes no more. */
    @Override
    public void close() {
        if (enabled) {
            retention.close();
        }
        closing = true;
        writer.close();
        List<Waiting> rest = new ArrayList<>();
        while (waiting.drainTo(rest, ENTRIES_PER_TRANSACTION) > 0) {
            append(rest);
            rest.clear();
        }
        seal();
    }
}
