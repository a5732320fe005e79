package com.flowex.audit;

import com.flowex.audit.AuditVerification.Finding;
import com.flowex.platform.database.Database;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Daily removal of entries beyond their retention, on a thread of its own. A chain is verified first; a chain that was
 * tampered with stays as it is. Then a signed checkpoint becomes the anchor that proves the rest of the chain, and only
 * then are rows removed (ADR 0040).
 */
final class AuditRetention {

    private static final Logger LOG = LoggerFactory.getLogger(AuditRetention.class);
    private static final Duration EVERY = Duration.ofHours(24);

    private final AuditSettings settings;
    private final Database database;
    private final AuditCheckpoints checkpoints;
    private final InstantSource clock;
    private final Consumer<AuditEntry> record;
    private final Worker worker;
    private boolean compared;

    /** @param record takes the entry that describes the removal, before it happens */
    AuditRetention(
            AuditSettings settings,
            Database database,
            AuditCheckpoints checkpoints,
            InstantSource clock,
            Consumer<AuditEntry> record,
            Workers workers) {
        this.settings = settings;
        this.database = database;
        this.checkpoints = checkpoints;
        this.clock = clock;
        this.record = record;
        this.worker = workers.atOnceAndEvery("audit-retention", EVERY, this::turn);
    }

    void start() {
        worker.start();
    }

    void close() {
        worker.close();
    }

    private void turn() throws SQLException, IOException {
        if (!compared) {
            warnOfLoss();
            compared = true;
        }
        removeExpired();
    }

    /**
     * Logs one line for each chain that ends before the entry its last checkpoint saw; it was cut, or restored from a
     * backup.
     */
    private void warnOfLoss() throws SQLException, IOException {
        Map<Integer, ChainHead> sealed = checkpoints.lastSealed();
        if (sealed.isEmpty()) {
            return;
        }
        try (Connection views = database.views().getConnection()) {
            Map<Integer, ChainHead> heads = AuditTable.heads(views);
            sealed.forEach((tenant, link) -> {
                long entries = heads.getOrDefault(tenant, ChainHead.START).number();
                if (entries < link.number()) {
                    LOG.warn(
                            "the audit log of tenant {} ends at entry {}, but a checkpoint has seen entry {}: it was cut,"
                                    + " or restored from a backup; ./flowex audit verify says more",
                            tenant,
                            entries,
                            link.number());
                }
            });
        }
    }

    private void removeExpired() throws SQLException, IOException {
        Instant retainFrom = clock.instant()
                .atZone(ZoneOffset.UTC)
                .minusYears(settings.retentionYears())
                .toInstant();
        Map<Integer, ChainHead> expired;
        List<Finding> findings;
        try (Connection views = database.views().getConnection()) {
            expired = AuditTable.lastBefore(views, retainFrom);
            if (expired.isEmpty()) {
                return;
            }
            findings = AuditVerification.verify(views, settings);
        }
        boolean genuine = findings.stream().noneMatch(Finding.Forged.class::isInstance);
        for (Map.Entry<Integer, ChainHead> each : expired.entrySet()) {
            int tenant = each.getKey();
            boolean intact = findings.stream()
                    .anyMatch(finding -> finding instanceof Finding.Intact whole && whole.tenant() == tenant);
            if (genuine && intact) {
                remove(tenant, each.getValue(), retainFrom);
            } else {
                LOG.error("old audit entries of tenant {} are kept: its chain is not intact", tenant);
            }
        }
    }

    private void remove(int tenant, ChainHead last, Instant retainFrom) throws IOException {
        AuditEntry.Change change =
                new AuditEntry.Change("entries up to " + last.number(), "", "{\"keep_from\":\"" + retainFrom + "\"}");
        record.accept(new AuditEntry(tenant, "system", "audit retention", change, "removed", "", ""));
        checkpoints.anchor(clock.instant(), tenant, last);
        long removed = 0;
        long some;
        do {
            some = database.asOwner(tenant, owner -> AuditTable.remove(owner, tenant, last.number()));
            removed += some;
        } while (some > 0 && !worker.isClosing());
        LOG.info("{} audit entries of tenant {} are older than {} and removed", removed, tenant, retainFrom);
    }
}
