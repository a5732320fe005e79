package com.flowex.app.backup;

import com.flowex.app.backup.FullBackup.Part;
import com.flowex.cluster.repair.LogRange;
import com.flowex.cluster.repair.LogTruncation;
import com.flowex.cluster.repair.LogTruncation.Target;
import com.flowex.cluster.repair.LogVerifier;
import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Restore of a data directory from a backup, with its verification. */
public final class RestoreRun {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final BackupStore backups;
    private final Path into;
    private final Optional<Target> at;
    private final boolean acceptsOlderDatabase;
    private final Consumer<String> report;

    /** Function that makes a cut log count in every part of a data directory. */
    @FunctionalInterface
    public interface CutLogAcceptance {
        void settle(Path data) throws IOException;
    }

    /**
     * Result of a restore.
     *
     * @param whole whole backup that it started with
     * @param takenMillis time at which the newest contents were read from the running exchange, milliseconds since 1970
     * @param listedMillis time at which the store was listed
     */
    public record Restored(
            FullBackup whole, long takenMillis, long listedMillis, LogVerifier.VerificationResult proof) {}

    /**
     * State to restore.
     *
     * @param into a folder that does not exist yet
     * @param at target; empty for the newest state
     * @param acceptsOlderDatabase true if the embedded database may end where its log does not continue, while the
     *     exchange's log goes on
     */
    public record Goal(Path into, Optional<Target> at, boolean acceptsOlderDatabase) {}

    public RestoreRun(BackupStore backups, Goal goal, Consumer<String> report) {
        this.backups = backups;
        this.into = goal.into();
        this.at = goal.at();
        this.acceptsOlderDatabase = goal.acceptsOlderDatabase();
        this.report = report;
    }

    /** Parses an operator's target: a number or a time. */
    public static Target target(String text) {
        if (text.matches("[0-9]{1,18}")) {
            return new Target.Sequence(Long.parseLong(text));
        }
        try {
            return new Target.Time(nanos(Instant.parse(text).toEpochMilli()));
        } catch (DateTimeParseException e) {
            throw new StartupException(
                    "--at must be the number of an event or a time as in 2026-01-31T12:00:00Z, was \"" + text + "\"",
                    e);
        }
    }

    private static long nanos(long millis) {
        return Math.multiplyExact(millis, NANOS_PER_MILLI);
    }

    /**
     * Restores and verifies.
     *
     * @throws StartupException if there is nothing to restore, or the folder exists already
     * @throws IOException if a part is missing, damaged or sealed with another key: the folder is incomplete then
     */
    public Restored run(CutLogAcceptance settling) throws IOException {
        if (Files.exists(into)) {
            throw new StartupException(into + " is there already: a backup is restored into a new folder");
        }
        BackupChain chosen = choose(backups.rows());
        FullBackup whole = chosen.whole();
        long listedMillis = System.currentTimeMillis();
        List<BackupIncrement> behind = backups.growth(chosen, this::isReached);
        report.accept("restore: " + whole.line());
        Files.createDirectories(into);
        for (Part part : whole.parts()) {
            unpack(part);
        }
        long takenMillis = whole.takenMillis();
        DatabaseRestore database = new DatabaseRestore(whole, into.resolve("postgres"), acceptsOlderDatabase, report);
        for (BackupIncrement growth : behind) {
            database.begin(growth);
            append(growth, chosen.head(), database);
            database.end();
            takenMillis = growth.takenMillis();
        }
        if (at.isPresent() && LogTruncation.at(into, at.get())) {
            settling.settle(into);
        }
        report.accept("restore: users, keys, settings and all else that does not follow from the log are those of "
                + Instant.ofEpochMilli(database.asOfMillis())
                + (whole.database().isEmpty() ? "" : "; " + whole.database() + " is to be brought back of that time"));
        LogVerifier.VerificationResult proof = LogVerifier.prove(into, report);
        if (at.isPresent() && proof.verdict().events() == 0) {
            throw new IOException("--at is before the first event of the backup");
        }
        return new Restored(whole, takenMillis, listedMillis, proof);
    }

    private BackupChain choose(List<BackupChain> oldestFirst) {
        if (oldestFirst.isEmpty()) {
            throw new StartupException(
                    "there is no backup in " + backups.store().url());
        }
        at.ifPresentOrElse(target -> BackupChain.requireWithin(oldestFirst, target), () -> requireNewest(oldestFirst));
        return BackupChain.choose(oldestFirst, at);
    }

    /** Refuses the newest state if the store had a newer one, unless the operator accepts its loss. */
    private void requireNewest(List<BackupChain> oldestFirst) {
        Optional<String> lost = BackupChain.lost(oldestFirst);
        if (lost.isEmpty()) {
            return;
        }
        if (!acceptsOlderDatabase) {
            throw new StartupException(lost.get() + ". Bring the object into the store, restore an earlier state with"
                    + " --at, or accept the loss with --accept-older-database");
        }
        report.accept("restore: " + lost.get());
    }

    private boolean isReached(BackupIncrement growth) {
        return switch (at.orElse(null)) {
            case null -> false;
            case Target.Sequence(long sequence) -> growth.sequence() > sequence;
            case Target.Time(long nanos) -> growth.timeNanos() > nanos || nanos(growth.takenMillis()) > nanos;
        };
    }

    private void unpack(Part part) throws IOException {
        MessageDigest sum = BackupRun.sha256();
        try (InputStream in = new DigestInputStream(backups.store().get(part.name()), sum)) {
            TarArchives.unpack(in, into);
        }
        String found = HexFormat.of().formatHex(sum.digest());
        if (!found.equals(part.sha256())) {
            throw new IOException("the object " + part.name() + " is not the one of its manifest");
        }
    }

    private void append(BackupIncrement growth, Optional<BackupHead> head, DatabaseRestore database)
            throws IOException {
        MessageDigest sum = BackupRun.sha256();
        try (InputStream in = new DigestInputStream(backups.store().get(growth.name()), sum)) {
            TarArchiveInputStream tar = TarArchives.from(in);
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null && !entry.getName().equals(BackupRun.RECORD)) {
                beside(entry, tar, growth, database);
                entry = tar.getNextEntry();
            }
            if (entry != null) {
                byte[] record = tar.readAllBytes();
                entry = tar.getNextEntry();
                if (entry == null || !entry.getName().equals(BackupRun.LOG)) {
                    throw new IOException("the object " + growth.name() + " has terms and no log");
                }
                LogRange.append(into, growth.from(), growth.to(), record, tar);
            } else if (growth.from() != growth.to()) {
                throw new IOException("the object " + growth.name() + " lacks its log");
            }
            in.transferTo(OutputStream.nullOutputStream());
        }
        String found = HexFormat.of().formatHex(sum.digest());
        if (head.filter(record -> record.newest().equals(growth.name())
                        && !record.sha256().equals(found))
                .isPresent()) {
            throw new IOException("the object " + growth.name() + " is not the one of its head record");
        }
    }

    private void beside(
            TarArchiveEntry entry, TarArchiveInputStream tar, BackupIncrement growth, DatabaseRestore database)
            throws IOException {
        if (entry.isDirectory()) {
            return;
        }
        String[] path = entry.getName().split("/", -1);
        switch (path.length == 2 ? path[0] : "") {
            case BackupRun.WAL -> database.put(path[1], tar);
            case BackupRun.FILES -> TarArchives.replace(tar, entry, into.resolve(path[1]));
            default -> throw new IOException("the object " + growth.name() + " has " + entry.getName() + " in it");
        }
    }
}
