package com.flowex.app.backup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.client.Outcome;
import com.flowex.cluster.node.ClusterNode;
import com.flowex.cluster.repair.LogEnd;
import com.flowex.cluster.repair.LogRange;
import com.flowex.cluster.repair.LogTruncation.Target;
import com.flowex.cluster.settings.ClusterConfig;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.Settings;
import com.flowex.platform.settings.SettingsReader;
import com.flowex.platform.settings.StartupException;
import com.flowex.platform.storage.ObjectStore;
import com.flowex.platform.storage.StoredObject;
import com.flowex.platform.testing.Await;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that back up one exchange into one store, whose database is the operator's; and what may have become of that store. */
@Timeout(900)
class BackupRunTest implements InstantSource {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration STEP = Duration.ofMinutes(5);

    @TempDir
    private Path folder = Path.of("target");

    private Path exchange = folder;
    private @Nullable ClusterNode node;
    private Instant now = Instant.parse("2026-01-31T12:00:00Z");
    private int tenants;
    private int restored;

    @Override
    public Instant instant() {
        return now;
    }

    /** A node that dies while its log is read. */
    private record BreakingLog(LogSource log) implements LogSource {

        @Override
        public LogEnd copy(Path into) throws IOException {
            log.copy(into);
            throw new IOException("it broke off");
        }

        @Override
        public LogRange since(long position, Path stage) throws IOException {
            return new BreakingRange(log.since(position, stage));
        }

        @Override
        public long sequence() throws IOException {
            return log.sequence();
        }
    }

    private record BreakingRange(LogRange whole) implements LogRange {

        @Override
        public long from() {
            return whole.from();
        }

        @Override
        public LogEnd end() {
            return whole.end();
        }

        @Override
        public String before() throws IOException {
            return whole.before();
        }

        @Override
        public String behind() throws IOException {
            return whole.behind();
        }

        @Override
        public byte[] record() throws IOException {
            return whole.record();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(new byte[7]);
            throw new IOException("it broke off");
        }
    }

    @BeforeEach
    void run() {
        exchange = folder.resolve("exchange");
        node = ClusterNode.start(ClusterConfig.at(exchange.resolve("node")).withMinFreeBytes(0));
    }

    private ClusterNode node() {
        return Objects.requireNonNull(node);
    }

    @AfterEach
    void stop() {
        node().close();
    }

    /** Something happens, and it is on the disk; time goes on. */
    private long happens() {
        now = now.plus(STEP);
        Outcome outcome = node().client()
                .submit(new OpenAccount(AccountId.outsideOf(++tenants)))
                .orTimeout(300, TimeUnit.SECONDS)
                .join();
        long sequence = assertInstanceOf(Outcome.Accepted.class, outcome).lastSequence();
        Await.until(() -> LogEnd.of(exchange).sequence() >= sequence);
        return sequence;
    }

    private Settings settings(String process) {
        SettingsReader reader = new SettingsReader(Map.of(
                "FLOWEX_DATA_DIR",
                folder.resolve(process).toString(),
                "FLOWEX_DATABASE_URL",
                "postgresql://u:p@127.0.0.1:1/flowex",
                "FLOWEX_STORE_KEYS",
                "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="));
        Settings settings = Settings.read(reader);
        reader.finish();
        return settings;
    }

    private String url() {
        return folder.resolve("the store").toString();
    }

    /** One of the processes, which has a data directory of its own, with the log elsewhere. */
    private BackupRun process(String name) throws IOException {
        return process(name, new LocalLogSource(exchange));
    }

    private BackupRun process(String name, LogSource log) throws IOException {
        Files.createDirectories(folder.resolve(name));
        return new BackupRun(
                new OnlineCopy(settings(name), log), url(), new RetentionPolicy.Days(14), true, this, _ -> {});
    }

    private ObjectStore store() throws IOException {
        return settings("any").stores().open(url());
    }

    private List<String> names(String prefix) throws IOException {
        try (ObjectStore store = store()) {
            return store.list(prefix).stream().map(StoredObject::name).toList();
        }
    }

    private int wholes() throws IOException {
        return Math.toIntExact(names("whole/").stream()
                .filter(name -> name.endsWith("manifest.json"))
                .count());
    }

    /** @return number of the last event of what is restored */
    private long restored(Optional<Target> at) throws IOException {
        return restored(at, false);
    }

    private long restored(Optional<Target> at, boolean acceptsOlder) throws IOException {
        try (ObjectStore store = store()) {
            Path into = folder.resolve("restored" + restored++);
            RestoreRun.Restored found = new RestoreRun(
                            new BackupStore(store), new RestoreRun.Goal(into, at, acceptsOlder), _ -> {})
                    .run(_ -> {});
            assertTrue(found.proof().holds(), found.proof()::fault);
            return found.proof().verdict().events();
        }
    }

    private long newest() throws IOException {
        return restored(Optional.empty());
    }

    /** Goal: it does no harm that two believe that they are to back up, and nothing is lost where the one whose whole copy is younger is gone. */
    @Test
    void concurrentBackupsKeepSeparateChainsAndTheContinuedOneCounts() throws IOException, SQLException {
        BackupRun first = process("first");
        BackupRun second = process("second");
        happens();
        first.due(DAY);
        happens();
        second.due(DAY);
        long between = happens();
        first.due(DAY);
        second.due(DAY);
        assertEquals(2, wholes());
        assertEquals(2, names("log/").size());
        assertEquals(between, newest());

        long later = happens();
        first.due(DAY);
        assertEquals(2, wholes(), "each goes on with its own");
        assertEquals(later, newest());
        assertEquals(later, restored(Optional.of(new Target.Sequence(later))));
        long last = happens();
        second.due(DAY);
        assertEquals(last, newest());

        now = now.plus(DAY);
        second.due(DAY);
        assertEquals(3, wholes());
        assertEquals(last, newest());
    }

    /** A goal behind the end was taken for the end, and one before the beginning made an empty exchange. */
    @Test
    void aGoalOutsideTheBackupIsRefused() throws IOException, SQLException {
        BackupRun run = process("first");
        long last = happens();
        run.due(DAY);

        for (Target outside :
                List.of(new Target.Sequence(last + 1), new Target.Sequence(0), new Target.Time(Long.MAX_VALUE / 2))) {
            String text = assertThrows(StartupException.class, () -> restored(Optional.of(outside)))
                    .getMessage();
            assertTrue(text.contains("--at is outside the backup, which ends with event " + last), text);
        }
        assertEquals(last, restored(Optional.of(new Target.Sequence(last))));
        assertThrows(IOException.class, () -> restored(Optional.of(new Target.Time(1))));
    }

    /** Goal: a store that is older than what was put into it, or was cut, is noticed: what follows begins with a whole copy, and is no row with a gap. */
    @Test
    void aStoreThatWasCutOrBroughtBackBeginsWithAWholeCopy() throws IOException, SQLException {
        BackupRun run = process("only");
        happens();
        run.due(DAY);
        happens();
        run.due(DAY);
        happens();
        run.due(DAY);
        List<String> growth = names("log/");
        assertEquals(2, growth.size());
        try (ObjectStore store = store()) {
            store.delete(growth.getLast());
        }
        String lost = assertThrows(StartupException.class, this::newest).getMessage();
        assertTrue(lost.contains(growth.getLast()) && lost.contains("--accept-older-database"), lost);
        assertEquals(BackupIncrement.of(growth.getFirst()).sequence(), restored(Optional.empty(), true));
        long last = happens();
        run.due(DAY);
        assertEquals(2, wholes());
        assertEquals(last, newest());

        try (ObjectStore store = store()) {
            store.delete(names("whole/").stream()
                    .filter(name -> name.endsWith("manifest.json"))
                    .reduce((_, newest) -> newest)
                    .orElseThrow());
        }
        happens();
        run.due(DAY);
        assertEquals(2, wholes());
        long before = happens();
        run.due(DAY);
        long within = happens();
        for (int i = 0; i < 3; i++) {
            run.due(DAY);
            happens();
        }
        List<String> row =
                names("log/").stream().filter(name -> !growth.contains(name)).toList();
        try (ObjectStore store = store()) {
            store.delete(row.get(row.size() - 2));
        }
        assertThrows(IOException.class, this::newest);
        assertEquals(before, restored(Optional.of(new Target.Sequence(within - 1))), "the gap is behind it");
        long again = happens();
        run.due(DAY);
        assertEquals(3, wholes(), "a row with a gap is not gone on with");
        assertEquals(again, newest());
    }

    private byte[] head() throws IOException {
        try (ObjectStore store = store();
                InputStream in = store.get(names("head/").getFirst())) {
            return in.readAllBytes();
        }
    }

    private void putHead(byte[] bytes) throws IOException {
        try (ObjectStore store = store()) {
            store.put(names("head/").getFirst(), out -> out.write(bytes));
        }
    }

    /** Goal: a cut between an increment and its record, or an older record, costs nothing; a record that is lost is refused. */
    @Test
    void theRecordOfTheNewestIncrementIsMendedByTheNextTurn() throws IOException, SQLException {
        BackupRun run = process("only");
        happens();
        run.due(DAY);
        byte[] none = head();
        long last = happens();
        run.due(DAY);
        byte[] newest = head();
        putHead(none);
        assertEquals(last, newest(), "the chain is longer than its record");
        run.due(DAY);
        assertArrayEquals(newest, head());

        String text = new String(newest, StandardCharsets.UTF_8);
        putHead(text.replaceFirst("[0-9a-f]{64}", "0".repeat(64)).getBytes(StandardCharsets.UTF_8));
        String other =
                String.valueOf(assertThrows(IOException.class, this::newest).getMessage());
        assertTrue(other.contains("is not the one of its head record"), other);
        try (ObjectStore store = store()) {
            store.delete(names("head/").getFirst());
        }
        String lost = assertThrows(StartupException.class, this::newest).getMessage();
        assertTrue(lost.contains("newest increments of the backup may be missing"), lost);
        run.due(DAY);
        assertEquals(last, newest());
        assertEquals(1, wholes());
    }

    /** Goal: an increment of the database alone, which is between the same positions of the log, is missed as well. */
    @Test
    void aChainWithAnotherNumberOfIncrementsIsNotContinued() throws IOException, SQLException {
        BackupRun run = process("only");
        happens();
        run.due(DAY);
        happens();
        run.due(DAY);
        assertEquals(1, wholes());
        BackupIncrement end = BackupIncrement.of(names("log/").getLast());
        BackupIncrement unknown = new BackupIncrement(
                end.id(), end.to(), end.to(), end.sequence(), end.timeNanos(), end.takenMillis() + 1);
        try (ObjectStore store = store()) {
            store.put(unknown.name(), out -> out.write(0));
        }
        long last = happens();
        run.due(DAY);
        assertEquals(2, wholes());
        assertEquals(last, newest());
    }

    /** Goal: what could not be put is no part of a backup, and the next turn has all of it. */
    @Test
    void failedBackupIsNotCountedAndTheNextRunCompletesIt() throws IOException, SQLException {
        BackupRun run = process("only");
        happens();
        run.due(DAY);
        happens();
        BackupRun broken = process("only", new BreakingLog(new LocalLogSource(exchange)));
        assertThrows(IOException.class, () -> broken.due(DAY));
        assertEquals(List.of(), names("log/"));
        assertThrows(IOException.class, broken::whole);
        assertEquals(1, wholes());
        long last = happens();
        run.due(DAY);
        assertEquals(1, wholes());
        assertEquals(last, newest());
    }
}
