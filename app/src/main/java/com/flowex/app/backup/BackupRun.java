package com.flowex.app.backup;

import com.flowex.app.backup.BackupStore.BackupGapException;
import com.flowex.app.backup.BackupWorkspace.State;
import com.flowex.app.backup.FullBackup.Part;
import com.flowex.cluster.check.NodeInventory;
import com.flowex.cluster.repair.LogEnd;
import com.flowex.cluster.repair.LogRange;
import com.flowex.platform.Settings;
import com.flowex.platform.database.WalBackup;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Backups of a running exchange, one at a time over all processes. */
public final class BackupRun {

    static final String RECORD = "recording.log";
    static final String LOG = "log";

    /** Entries of an increment: the database's own log, and the files of the data directory. */
    static final String WAL = "wal";

    static final String FILES = "files";

    private final OnlineCopy exchange;
    private final Settings settings;
    private final Path data;
    private final String url;
    private final RetentionPolicy retention;
    private final Optional<DatabaseChoice.Embedded> followed;
    private final InstantSource clock;
    private final Consumer<String> report;

    /** @param follows true if increments will follow this backup, so that the database has to keep its log */
    public BackupRun(
            OnlineCopy exchange,
            String url,
            RetentionPolicy retention,
            boolean follows,
            InstantSource clock,
            Consumer<String> report) {
        this.exchange = exchange;
        this.settings = exchange.settings();
        this.followed = follows && settings.database() instanceof DatabaseChoice.Embedded embedded
                ? Optional.of(embedded)
                : Optional.empty();
        this.data = exchange.data();
        this.url = url;
        this.retention = retention;
        this.clock = clock;
        this.report = report;
    }

    /**
     * Takes a whole backup.
     *
     * @throws com.flowex.platform.settings.StartupException if another one is running, or no exchange is
     * @throws IOException if it is incomplete; then it does not exist
     */
    public FullBackup whole() throws IOException, SQLException {
        try (BackupWorkspace place = BackupWorkspace.take(data)) {
            return whole(place);
        }
    }

    /**
     * Takes the backup that is due: a whole one after the interval, otherwise an increment. Does nothing while another
     * backup is running.
     */
    void due(Duration every) throws IOException, SQLException {
        Optional<BackupWorkspace> workspace = BackupWorkspace.tryTake(data);
        if (workspace.isEmpty()) {
            return;
        }
        try (BackupWorkspace place = workspace.get()) {
            Optional<State> last = place.state().filter(state -> state.url().equals(url));
            long now = clock.millis();
            if (last.isEmpty()
                    || now - last.get().takenMillis() >= every.toMillis()
                    || !growOfExchange(place, last.get())) {
                whole(place);
            }
        }
    }

    private FullBackup whole(BackupWorkspace place) throws IOException, SQLException {
        if (settings.stores().makesKey()) {
            report.accept("backup: a key was made in " + data.resolve("store.keys")
                    + ": keep a copy of it elsewhere, without it no backup opens");
        }
        Path stage = place.stage();
        try (ObjectStore store = settings.stores().open(url)) {
            requireRoom();
            String database = followed.isPresent() ? WalBackup.begin(followed.get()) : "";
            LogEnd end = exchange.make(stage);
            Files.deleteIfExists(stage.resolve("store.keys"));
            Instant taken = clock.instant();
            List<String> problems = NodeInventory.of(stage).problems();
            if (!problems.isEmpty()) {
                throw new IOException("the copy does not fit: " + String.join("; ", problems));
            }
            Optional<State> before = place.state().filter(state -> state.url().equals(url));
            if (before.isPresent()) {
                // So that every time between two backups can be restored.
                growOfCopy(place, before.get(), LogRange.of(stage, before.get().position(), end));
            }
            FullBackup manifest = put(store, stage, taken, end);
            place.save(new State(
                    url,
                    manifest.id(),
                    manifest.takenMillis(),
                    manifest.logPosition(),
                    LogRange.before(stage, manifest.logPosition()),
                    database,
                    OptionalInt.of(0)));
            new BackupStore(store)
                    .prune(retention, clock.instant())
                    .forEach(id -> report.accept("backup: " + id + " removed"));
            return manifest;
        } finally {
            place.clear();
        }
    }

    private void requireRoom() throws IOException {
        long needed = 0;
        for (String part : List.of("node", "postgres", "audit")) {
            needed += DiskSpace.bytes(data.resolve(part));
        }
        DiskSpace.require(data, needed);
    }

    private FullBackup put(ObjectStore store, Path stage, Instant taken, LogEnd end) throws IOException {
        String id = BackupStore.id(taken);
        List<Part> parts = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(stage)) {
            for (Path one : all) {
                if (Files.isDirectory(one)) {
                    parts.add(
                            part(store, BackupStore.part(id, String.valueOf(one.getFileName())), stage, List.of(one)));
                } else {
                    files.add(one);
                }
            }
        }
        parts.add(part(store, BackupStore.part(id, "files"), stage, files));
        FullBackup manifest = new FullBackup(
                FullBackup.VERSION,
                id,
                taken.toEpochMilli(),
                end.position(),
                end.sequence(),
                end.timeNanos(),
                exchange.missing(),
                parts,
                true);
        BackupStore backups = new BackupStore(store);
        backups.put(BackupHead.none(id));
        backups.put(manifest);
        return manifest;
    }

    private static Part part(ObjectStore store, String name, Path stage, List<Path> what) throws IOException {
        MessageDigest sum = sha256();
        store.put(name, out -> {
            sum.reset();
            TarArchives.pack(stage, what, new DigestOutputStream(out, sum));
        });
        return new Part(name, store.size(name), HexFormat.of().formatHex(sum.digest()));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Adds an increment of database and log to the newest whole backup. The database is read first: it may be older
     * than the log, never newer.
     *
     * @return false if that backup cannot be continued
     */
    private boolean growOfExchange(BackupWorkspace place, State last) throws IOException, SQLException {
        Path stage = place.stage();
        try {
            if (followed.isEmpty()) {
                return grow(
                        place, last, exchange.log().since(last.position(), stage), Optional.empty(), last.database());
            }
            Path wal = Files.createDirectory(stage.resolve(WAL));
            Optional<String> reached =
                    last.database().isEmpty() ? Optional.empty() : WalBackup.copy(followed.get(), last.database(), wal);
            if (reached.isEmpty()) {
                return false;
            }
            Path files = Files.createDirectory(stage.resolve(FILES));
            OnlineCopy.files(data, files);
            Files.deleteIfExists(files.resolve("store.keys"));
            boolean isGrown = !reached.get().equals(last.database());
            LogRange range = exchange.log().since(last.position(), stage);
            if (!grow(place, last, range, isGrown ? Optional.of(stage) : Optional.empty(), reached.get())) {
                return false;
            }
            WalBackup.release(followed.get(), reached.get());
            return true;
        } finally {
            place.clear();
        }
    }

    /** Extends the previous backup's log up to the beginning of a new whole backup. */
    private void growOfCopy(BackupWorkspace place, State last, LogRange range) throws IOException {
        grow(place, last, range, Optional.empty(), last.database());
    }

    /**
     * Adds one object to the newest whole backup, if there is anything to add.
     *
     * @param beside folder of further contents
     * @param database position at which the database's log continues
     * @return false if that backup cannot be continued: it is gone or has a gap, another exchange continues it, or this
     *     exchange's log was cut
     */
    private boolean grow(BackupWorkspace place, State last, LogRange range, Optional<Path> beside, String database)
            throws IOException {
        try (ObjectStore store = settings.stores().open(url)) {
            BackupStore backups = new BackupStore(store);
            Optional<FullBackup> whole = backups.all().stream()
                    .filter(manifest -> manifest.id().equals(last.id()))
                    .findFirst();
            if (whole.isEmpty()) {
                return false;
            }
            BackupChain row = backups.chain(whole.get());
            List<BackupIncrement> chain = backups.growth(row);
            if (row.lostEnd().isPresent()) {
                report.accept(
                        "backup: " + row.lostEnd().get().name() + " is missing in " + url + ": a whole backup follows");
                return false;
            }
            BackupIncrement end = row.end();
            boolean isWhole = last.increments().orElse(chain.size()) == chain.size();
            if (!isWhole || end.to() != last.position() || !range.before().equals(last.before())) {
                return false;
            }
            if (range.bytes() > 0 || beside.isPresent()) {
                BackupIncrement growth = end.goneOn(range, clock.millis());
                String sum = put(store, growth, beside, range);
                place.save(new State(
                        url,
                        last.id(),
                        last.takenMillis(),
                        growth.to(),
                        range.behind(),
                        database,
                        OptionalInt.of(chain.size() + 1)));
                backups.put(BackupHead.of(growth, sum));
            } else if (!row.isHeadAtEnd()) {
                // An earlier turn was cut between its increment and the record, or the record was lost.
                backups.put(
                        chain.isEmpty() ? BackupHead.none(last.id()) : BackupHead.of(end, backups.sha256(end.name())));
            }
            return true;
        } catch (BackupGapException gap) {
            return false;
        }
    }

    /**
     * Writes an increment. The record of terms is read after the log, so it may contain more than is needed, never
     * less.
     *
     * @return checksum of its contents in hexadecimal
     */
    private static String put(ObjectStore store, BackupIncrement growth, Optional<Path> beside, LogRange range)
            throws IOException {
        byte[] record = range.record();
        MessageDigest sum = sha256();
        store.put(growth.name(), out -> {
            sum.reset();
            TarArchiveOutputStream tar = TarArchives.to(new DigestOutputStream(out, sum));
            if (beside.isPresent()) {
                TarArchives.add(beside.get(), beside.get().resolve(FILES), tar);
                TarArchives.add(beside.get(), beside.get().resolve(WAL), tar);
            }
            if (range.bytes() > 0) {
                begin(tar, RECORD, record.length);
                tar.write(record);
                tar.closeArchiveEntry();
                begin(tar, LOG, range.bytes());
                range.writeTo(tar);
                tar.closeArchiveEntry();
            }
            tar.close();
        });
        return HexFormat.of().formatHex(sum.digest());
    }

    private static void begin(TarArchiveOutputStream tar, String name, long bytes) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes);
        tar.putArchiveEntry(entry);
    }
}
