package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.app.backup.BackupStore;
import com.flowex.app.cli.Backup;
import com.flowex.app.cli.Restore;
import com.flowex.app.cli.RestoreDrillTool;
import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.cluster.repair.LogEnd;
import com.flowex.cluster.repair.LogVerifier;
import com.flowex.platform.Settings;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.embedded.EmbeddedPostgres;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.SettingsReader;
import com.flowex.platform.storage.ObjectStore;
import com.flowex.platform.storage.StoreSettings;
import com.flowex.platform.storage.StoredObject;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.LocalS3;
import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** An exchange that backs itself up, under load; and everything that may be wrong with what it left. */
@Timeout(900)
class StoredBackupTest {

    @TempDir
    private static Path folder = Path.of("target");

    private static Path data = folder;
    private static Path store = folder;
    private static long middle;
    private static String newest = "";

    /** Registers after the whole backup, and makes a key when the log has stopped growing. */
    private static final String LATE = "late@example.com";

    /** Name of an increment that ends where it begins in the exchange's log. */
    private static final String ALONE = ".*/([0-9]{19})-\\1-.*";

    private static final String PASSWORD = "SecurePass123!";

    private static final List<String> BEFORE = new ArrayList<>();
    private static final List<String> AFTER = new ArrayList<>();

    @BeforeAll
    static void backUpWhileItTrades() throws IOException, SQLException {
        data = folder.resolve("data");
        store = folder.resolve("store");
        Map<String, String> backup = Map.of("FLOWEX_BACKUP_TO", store.toString(), "FLOWEX_BACKUP_LOG_EVERY", "1s");
        try (StartedComponents parts = new StartedComponents()) {
            HttpApi api = new HttpApi(ExchangeHere.url(ExchangeHere.start(data, parts, backup)));
            HttpApi user = Views.trade(api, "stored@example.com");
            // The one of the start may be of before the user: one that is asked for while the scheduled one is not
            // under way.
            Set<String> earlier = new TreeSet<>();
            Await.until(() -> {
                earlier.addAll(ids());
                return Backup.run(List.of("--to", store.toString()), environment(data)) == 0;
            });
            // The scheduled one may have ended between the two lines above; ids begin with their time.
            newest = ids().stream().filter(id -> !earlier.contains(id)).toList().getLast();
            HttpApi late = api.newUser(LATE);
            place(user, "before-", BEFORE);
            middle = LogEnd.of(data).sequence();
            AtomicBoolean trading = new AtomicBoolean(true);
            CompletableFuture<Void> load = CompletableFuture.runAsync(() -> {
                for (int i = 0; trading.get(); i++) {
                    user.order("buy", "70", "0.02", "during-" + i);
                }
            });
            Await.until(() -> names("log/" + newest).size() >= 2);
            trading.set(false);
            load.join();
            place(user, "after-", AFTER);
            assertASecondAtOnceIsRefused();
            long end = LogEnd.of(data).sequence();
            Await.until(() -> names("log/" + newest).stream().anyMatch(name -> name.contains("-" + end + "-")));
            late.post("/api/auth/api-keys", Map.of("label", "kept", "permissions", List.of("read")))
                    .expect(201);
            // One growth may be under way, the next one has it; a login writes to the database and not to the log.
            int before = names("log/" + newest).size();
            Await.until(() -> {
                api.login(LATE, PASSWORD);
                return names("log/" + newest).size() >= before + 2;
            });
            growOfDatabaseAlone();
        }
    }

    /** Ends two segments of the database's log, each in an increment of its own, while the exchange's log rests. */
    private static void growOfDatabaseAlone() throws SQLException {
        DatabaseChoice.Server server = EmbeddedPostgres.running(data.resolve("postgres"), Database.EMBEDDED_NAME)
                .orElseThrow();
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password())) {
            for (int i = 0; i < 2; i++) {
                Sql.all(connection, row -> row.getString(1), "SELECT pg_switch_wal()");
                int before = names("log/" + newest).size();
                Await.until(() -> {
                    Sql.all(connection, row -> row.getString(1), "SELECT pg_logical_emit_message(true, 'more', 'x')");
                    return names("log/" + newest).size() >= before + 2;
                });
            }
        }
    }

    private static void place(HttpApi user, String ids, List<String> into) {
        for (int i = 0; i < 5; i++) {
            into.add(user.order("buy", "80", "0.02", ids + i).expect(201).text("id"));
        }
    }

    /** The schedule has it now and then: a lock of this process is one of another backup. */
    private static void assertASecondAtOnceIsRefused() throws IOException {
        try (FileChannel lock = FileChannel.open(data.resolve("backup.lock"), StandardOpenOption.WRITE)) {
            Await.until(() -> isLocked(lock));
            assertEquals(1, Backup.run(List.of("--to", store.toString()), environment(data)));
        }
    }

    private static boolean isLocked(FileChannel lock) {
        try {
            return lock.tryLock() != null;
        } catch (IOException | OverlappingFileLockException busy) {
            return false;
        }
    }

    private static List<String> ids() {
        return names("whole").stream()
                .filter(name -> name.endsWith("manifest.json"))
                .map(name -> name.split("/", -1)[1])
                .toList();
    }

    private static List<String> names(String prefix) {
        Path below = store.resolve(prefix);
        if (!Files.isDirectory(below)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> store.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Map<String, String> environment(Path data) {
        return new TreeMap<>(Map.of("FLOWEX_DATA_DIR", data.toString(), "FLOWEX_BACKUP_TO", store.toString()));
    }

    /** Reads the segments of the database's log in an increment, by name, with a sum of their bytes. */
    private static NavigableMap<String, Integer> segments(ObjectStore objects, String increment) throws IOException {
        NavigableMap<String, Integer> segments = new TreeMap<>();
        try (InputStream in = objects.get(increment);
                TarArchiveInputStream tar = new TarArchiveInputStream(new GzipCompressorInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().matches("wal/[0-9A-F]{24}")) {
                    segments.put(entry.getName(), Arrays.hashCode(tar.readAllBytes()));
                }
            }
        }
        return segments;
    }

    /** Returns the newest increment of the database alone whose part is in no other one. */
    private static String alone(Path copy) throws IOException {
        List<String> increments = names("log/" + newest);
        try (ObjectStore objects =
                Settings.read(new SettingsReader(environment(data))).stores().open(copy.toString())) {
            NavigableMap<String, Integer> behind = segments(objects, increments.getLast());
            NavigableMap<String, Integer> here = segments(objects, increments.get(increments.size() - 2));
            for (int i = increments.size() - 2; i > 0; i--) {
                NavigableMap<String, Integer> before = segments(objects, increments.get(i - 1));
                if (increments.get(i).matches(ALONE)
                        && !before.lastEntry().getValue().equals(here.get(before.lastKey()))
                        && before.lastKey().compareTo(behind.firstKey()) < 0) {
                    return increments.get(i);
                }
                behind = here;
                here = before;
            }
        }
        throw new AssertionError("no increment ended a segment: " + increments);
    }

    private int restore(String name, String... more) {
        List<String> args =
                new ArrayList<>(List.of("--into", folder.resolve(name).toString()));
        args.addAll(List.of(more));
        return Restore.run(args, environment(data));
    }

    @Test
    void theNewestHasTheSameDigestAsTheExchangeHad() throws IOException {
        assertEquals(0, Backup.run(List.of("list"), environment(data)));
        assertEquals(0, restore("newest"));

        LogVerifier.Verdict there = LogVerifier.verify(data, _ -> {});
        LogVerifier.VerificationResult here = LogVerifier.prove(folder.resolve("newest"), _ -> {});
        assertTrue(here.holds());
        assertEquals(there.events(), here.verdict().events());
        assertEquals(there.digest(), here.verdict().digest());
        assertTrue(Files.exists(folder.resolve("newest").resolve("store.keys")), "opens what it will be backed up to");

        assertEquals(1, restore("newest"), "over data");
        assertEquals(2, restore("x", "--when", "now"));
        assertEquals(1, restore("x", "--at", "yesterday"));
    }

    @Test
    @EnabledIfSystemProperty(named = "flowex.full", matches = "true")
    void userCreatedAfterTheWholeBackupIsRestored() {
        assertEquals(0, restore("late"));
        try (StartedComponents parts = new StartedComponents()) {
            HttpApi late = new HttpApi(ExchangeHere.url(ExchangeHere.start(folder.resolve("late"), parts)))
                    .login(LATE, PASSWORD);
            assertTrue(late.get("/api/auth/api-keys").expect(200).text().contains("kept"));
        }
    }

    @Test
    void restoreToAnEventHasNothingOfLaterEvents() throws IOException {
        assertEquals(0, restore("middle", "--at", Long.toString(middle)));
        assertEquals(
                middle,
                LogVerifier.prove(folder.resolve("middle"), _ -> {}).verdict().events());
        try (StartedComponents parts = new StartedComponents()) {
            HttpApi user = new HttpApi(ExchangeHere.url(ExchangeHere.start(folder.resolve("middle"), parts)))
                    .login("stored@example.com", PASSWORD);
            for (String order : BEFORE) {
                user.get("/api/trading/orders/" + order).expect(200);
            }
            for (String order : AFTER) {
                user.get("/api/trading/orders/" + order).expect(404);
            }
            assertEquals(201, user.order("buy", "60", "0.02", "again").status());
        }
    }

    @Test
    void damagedMissingOrForeignBackupIsNotRestored() throws IOException {
        Path copy = folder.resolve("copy");
        FileUtils.copyDirectory(store.toFile(), copy.toFile());
        String from = copy.toString();
        String part = "whole/" + newest + "/node.tar.gz";
        byte[] whole = Files.readAllBytes(copy.resolve(part));
        byte[] changed = whole.clone();
        changed[whole.length / 2] ^= 1;
        Files.write(copy.resolve(part), changed);
        assertEquals(1, restore("damaged", "--from", from));
        Files.write(copy.resolve(part), Arrays.copyOf(whole, whole.length / 2));
        assertEquals(1, restore("cut", "--from", from));
        Files.delete(copy.resolve(part));
        assertEquals(1, restore("missing", "--from", from));
        Files.write(copy.resolve(part), whole);

        // The first may be of the database alone: its log ends where it begins, so it leaves no gap there.
        String growth = names("log/" + newest).stream()
                .filter(name -> !name.matches(ALONE))
                .findFirst()
                .orElseThrow();
        Files.delete(copy.resolve(growth));
        assertEquals(1, restore("gap", "--from", from));

        Map<String, String> another = environment(data);
        another.put("FLOWEX_STORE_KEYS", "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        String into = folder.resolve("key").toString();
        assertEquals(1, Restore.run(List.of("--into", into), another));
        assertEquals(1, Restore.run(List.of("--into", into), environment(folder)), "no key at all");
        assertFalse(Files.exists(folder.resolve("store.keys")), "none is made to open with");

        for (String id : ids()) {
            Files.delete(copy.resolve("whole").resolve(id).resolve("manifest.json"));
        }
        assertEquals(1, restore("none", "--from", from), "a backup without a manifest does not exist");
    }

    /**
     * Goal: a lost increment that had the database alone is noticed, although the positions of the exchange's log are
     * without a gap. Method: PostgreSQL itself would start without the users of later.
     */
    @Test
    void aMissingIncrementOfTheDatabaseAloneIsRefusedUnlessItIsAccepted() throws IOException {
        Path copy = folder.resolve("alone");
        FileUtils.copyDirectory(store.toFile(), copy.toFile());
        Files.delete(copy.resolve(alone(copy)));
        assertEquals(1, restore("hole", "--from", copy.toString()));
        assertEquals(0, restore("older", "--from", copy.toString(), "--accept-older-database"));
    }

    @Test
    @EnabledIfSystemProperty(named = "flowex.full", matches = "true")
    void aStoreThatSpeaksS3IsAsGoodAsAFolder() throws Exception {
        SecretSource keys = new SecretSource.Stored(data.resolve("store.keys"));
        try (LocalS3 s3 = new LocalS3(folder.resolve("s3"));
                ObjectStore here = new StoreSettings(s3.settings(), keys, true).open(store.toString());
                ObjectStore there = new StoreSettings(s3.settings(), keys, true).open("s3://" + LocalS3.BUCKET)) {
            for (String prefix : List.of("whole/" + newest, "log/" + newest, "head/" + newest)) {
                for (StoredObject object : here.list(prefix)) {
                    try (InputStream in = here.get(object.name())) {
                        there.put(object.name(), in);
                    }
                }
            }
            Map<String, String> environment = environment(data);
            environment.put("FLOWEX_S3_ENDPOINT", s3.endpoint());
            environment.put("FLOWEX_S3_ACCESS_KEY", s3.settings().accessKey());
            environment.put("FLOWEX_S3_SECRET_KEY", s3.settings().secretKey());
            environment.put("FLOWEX_BACKUP_TO", "s3://" + LocalS3.BUCKET);
            assertEquals(
                    0, Restore.run(List.of("--into", folder.resolve("of-s3").toString()), environment));
        }
    }

    @Test
    @Tag("process")
    @EnabledIfSystemProperty(named = "flowex.full", matches = "true")
    void aDrillStartsItElsewhere() {
        System.setProperty("flowex.root", Repository.file("").toString());
        assertEquals(0, RestoreDrillTool.run(List.of("--json"), environment(data)));
    }

    @Test
    void aDrillWithoutABackupFails() {
        assertEquals(1, RestoreDrillTool.run(List.of("--from", folder + "/empty"), environment(data)));
        assertEquals(2, RestoreDrillTool.run(List.of("--to", "x"), environment(data)));
        assertEquals(2, RestoreDrillTool.run(List.of("--every", "soon"), environment(data)));
    }

    @Test
    void aDrillWithTheOperatorsDatabaseVerifiesTheLogAndLeavesItsTime() throws IOException {
        Map<String, String> ownDatabase = environment(data);
        ownDatabase.put("FLOWEX_DATABASE_URL", "postgresql://u:p@127.0.0.1:1/flowex");
        assertEquals(0, RestoreDrillTool.run(List.of(), ownDatabase));
        StoreSettings stores = StoreSettings.read(new SettingsReader(environment(data)), Profile.DEV, data);
        try (ObjectStore here = stores.open(store.toString())) {
            assertEquals(newest, new BackupStore(here).drill().orElseThrow().backup());
        }
    }

    @Test
    void aStoreThatIsFullOrGoneLeavesNoBackup() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        assertEquals(1, Backup.run(List.of("--to", file + "/below"), environment(data)));
        assertEquals(1, Backup.run(List.of("list", "--to", "s3://kept"), refused()));
    }

    /** A store without a server behind its address. */
    private static Map<String, String> refused() {
        Map<String, String> environment = environment(data);
        environment.put("FLOWEX_S3_ENDPOINT", "http://127.0.0.1:1");
        environment.put("FLOWEX_S3_ACCESS_KEY", "a");
        environment.put("FLOWEX_S3_SECRET_KEY", "b");
        return environment;
    }
}
