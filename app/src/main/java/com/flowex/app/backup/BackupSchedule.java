package com.flowex.app.backup;

import com.flowex.cluster.stop.NodeRefusedException;
import com.flowex.platform.Settings;
import com.flowex.platform.database.Lease;
import com.flowex.platform.database.WalBackup;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.failure.TransientFault;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.settings.StartupException;
import io.micrometer.core.instrument.Gauge;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Schedule of backups of a running exchange: at its start, and then as the settings say. While backups fail, {@code
 * /health} shows the reason.
 */
public final class BackupSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(BackupSchedule.class);

    /** Thrown for a failed backup; it is retried, and one line has the reason. */
    private static final class BackupFailedException extends IOException implements TransientFault {

        private static final long serialVersionUID = 1L;

        BackupFailedException(Exception why) {
            super("the exchange is not backed up: " + (why.getMessage() == null ? why : why.getMessage()), why);
        }
    }

    private BackupSchedule() {}

    /**
     * Starts the schedule, if backups are configured; the caller closes the result.
     *
     * @param lease held by the process that takes the backups, of several on one exchange
     */
    public static Optional<Worker> start(OnlineCopy exchange, BackupSettings backup, Lease lease, Workers workers) {
        if (backup.to().isEmpty()) {
            forget(exchange.settings());
            return Optional.empty();
        }
        InstantSource clock = InstantSource.system();
        BackupRun run = new BackupRun(exchange, backup.to(), backup.keep(), true, clock, LOG::warn);
        AtomicLong last =
                new AtomicLong(BackupWorkspace.lastMillis(exchange.data()).orElseGet(clock::millis));
        AtomicLong lastDrill = new AtomicLong(clock.millis());
        LastDrill drill = new LastDrill(exchange.settings(), backup.to(), lastDrill);
        age("flowex.backup.age.seconds", last, clock, lease)
                .description("Time since the last complete backup, or since the start if there is none")
                .register(workers.registry());
        age("flowex.backup.drill.age.seconds", lastDrill, clock, lease)
                .description("Time since the last drill that succeeded, or since the oldest backup if there is none")
                .register(workers.registry());
        return Optional.of(workers.atOnceAndEvery("backup", backup.logEvery(), () -> {
                    if (!lease.isOurs()) {
                        return;
                    }
                    try {
                        long start = clock.millis();
                        run.due(backup.every());
                        last.set(start);
                    } catch (StartupException | NodeRefusedException | IllegalArgumentException wrong) {
                        throw new BackupFailedException(wrong);
                    } catch (IOException | SQLException e) {
                        throw new BackupFailedException(e);
                    }
                    drill.read();
                    LOG.debug("{} is backed up", exchange.data());
                })
                .start());
    }

    /** Age of a moment in milliseconds, in seconds; known to the process that takes the backups. */
    private static Gauge.Builder<AtomicLong> age(String name, AtomicLong last, InstantSource clock, Lease lease) {
        return Gauge.builder(
                name, last, at -> lease.isOurs() ? Math.max(0, clock.millis() - at.get()) / 1_000.0 : Double.NaN);
    }

    /** Ends the retention of the database's log that an earlier start's backups requested. */
    private static void forget(Settings settings) {
        if (settings.database() instanceof DatabaseChoice.Embedded embedded) {
            try {
                WalBackup.end(embedded);
            } catch (SQLException e) {
                LOG.warn("the database keeps its log for backups that are no longer taken: {}", e.getMessage());
            }
        }
    }
}
