package com.flowex.app.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SettingsReader;
import com.flowex.platform.settings.StartupException;
import com.flowex.platform.storage.ObjectStore;
import com.flowex.platform.storage.StoreSettings;
import com.flowex.platform.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupStoreTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @TempDir
    private Path folder = Path.of("target");

    private ObjectStore open() throws IOException {
        return StoreSettings.read(new SettingsReader(Map.of("FLOWEX_STORE_SEALED", "off")), Profile.DEV, folder)
                .open(folder.resolve("store").toString());
    }

    /** A whole backup of so many days ago, with one part and one stretch of the log behind it. */
    private static String kept(BackupStore backups, int days) throws IOException {
        Instant taken = NOW.minus(Duration.ofDays(days));
        String id = BackupStore.id(taken);
        backups.store().put(BackupStore.part(id, "node"), out -> out.write(1));
        backups.store().put(new BackupIncrement(id, 100, 200, 7, 8, 9).name(), out -> out.write(2));
        if (days == 9) {
            backups.put(BackupHead.none(id));
        }
        backups.put(new FullBackup(FullBackup.VERSION, id, taken.toEpochMilli(), 100, 5, 6, "", List.of(), false));
        return id;
    }

    private static List<String> ids(BackupStore backups) throws IOException {
        return backups.all().stream().map(FullBackup::id).toList();
    }

    @Test
    void expiredBackupIsPrunedWithItsFilesAndTheNewestStays() throws IOException {
        try (ObjectStore store = open()) {
            BackupStore backups = new BackupStore(store);
            String oldest = kept(backups, 9);
            String covers = kept(backups, 6);
            String newest = kept(backups, 4);
            assertEquals(
                    List.of(oldest),
                    backups.prune(RetentionPolicy.of("5d"), NOW),
                    "the one before covers the fifth day");
            assertEquals(List.of(covers, newest), ids(backups));
            assertTrue(store.list("whole/" + oldest).isEmpty());
            assertTrue(store.list("log/" + oldest).isEmpty());
            assertTrue(store.list("head/" + oldest).isEmpty());

            assertEquals(List.of(covers), backups.prune(RetentionPolicy.of("1"), NOW));
            assertEquals(List.of(), backups.prune(RetentionPolicy.of("1d"), NOW.plus(Duration.ofDays(90))));
            assertEquals(List.of(newest), ids(backups));
        }
    }

    @Test
    void unfinishedBackupIsPrunedAfterADay() throws IOException {
        try (ObjectStore store = open()) {
            BackupStore backups = new BackupStore(store);
            String whole = kept(backups, 0);
            String given = BackupStore.part(BackupStore.id(NOW.minus(Duration.ofHours(25))), "node");
            String begun = BackupStore.part(BackupStore.id(NOW.minus(Duration.ofHours(1))), "node");
            for (String name : List.of(given, begun, "whole/of-others/node.tar.gz")) {
                store.put(name, out -> out.write(1));
            }
            backups.prune(RetentionPolicy.of("5"), NOW);
            assertEquals(List.of(whole), ids(backups));
            assertTrue(store.exists(begun), "it may be under way");
            assertTrue(store.exists("whole/of-others/node.tar.gz"), "not ours");
            assertTrue(store.list(given).isEmpty());
        }
    }

    @Test
    void recordOfADrillStaysUntilTheNextAndADamagedOneIsRefused() throws IOException {
        try (ObjectStore store = open()) {
            BackupStore backups = new BackupStore(store);
            assertEquals(Optional.empty(), backups.drill());
            String id = kept(backups, 0);
            backups.put(new DrillRecord(id, 5, 6, 7));
            DrillRecord newest = new DrillRecord(id, 8, 9, 10);
            backups.put(newest);
            backups.prune(RetentionPolicy.of("5"), NOW.plus(Duration.ofDays(9)));
            assertEquals(Optional.of(newest), backups.drill());
            for (String damaged : List.of("", "{", "{\"version\":2,\"backup\":\"x\",\"atMillis\":1}", "{}")) {
                store.put(DrillRecord.NAME, out -> out.write(damaged.getBytes(StandardCharsets.UTF_8)));
                assertThrows(IOException.class, backups::drill, damaged);
            }
        }
    }

    @Test
    void gapBetweenIncrementsIsNamed() throws IOException {
        try (ObjectStore store = open()) {
            BackupStore backups = new BackupStore(store);
            String id = kept(backups, 1);
            FullBackup whole = backups.all().getFirst();
            assertEquals(List.of(new BackupIncrement(id, 100, 200, 7, 8, 9)), backups.growth(backups.chain(whole)));
            store.put(new BackupIncrement(id, 150, 300, 9, 9, 9).name(), out -> out.write(2));
            String text = String.valueOf(assertThrows(IOException.class, () -> backups.growth(backups.chain(whole)))
                    .getMessage());
            assertTrue(text.contains("begins at byte 150 of the log, what is there before it ends at byte 200"), text);
        }
    }

    /** Store that lists one object later than it has it. */
    private record LateListing(ObjectStore whole, String hidden) implements ObjectStore {

        @Override
        public void put(String name, Content content) throws IOException {
            whole.put(name, content);
        }

        @Override
        public InputStream get(String name) throws IOException {
            return whole.get(name);
        }

        @Override
        public List<StoredObject> list(String prefix) throws IOException {
            return whole.list(prefix).stream()
                    .filter(object -> !object.name().equals(hidden))
                    .toList();
        }

        @Override
        public long size(String name) throws IOException {
            return whole.size(name);
        }

        @Override
        public boolean exists(String name) throws IOException {
            return whole.exists(name);
        }

        @Override
        public void delete(String name) throws IOException {
            whole.delete(name);
        }

        @Override
        public String url() {
            return whole.url();
        }

        @Override
        public void close() {
            whole.close();
        }
    }

    @Test
    void anIncrementThatIsNotListedYetIsFoundByTheHeadRecordAndALostOneIsNamed() throws IOException {
        try (ObjectStore store = open()) {
            BackupStore backups = new BackupStore(store);
            BackupIncrement first = new BackupIncrement(kept(backups, 9), 100, 200, 7, 8, 9);
            BackupIncrement newest = new BackupIncrement(first.id(), 200, 200, 7, 8, 12);
            store.put(newest.name(), out -> out.write(3));
            backups.put(BackupHead.of(newest, backups.sha256(newest.name())));
            FullBackup whole = backups.all().getFirst();
            BackupStore late = new BackupStore(new LateListing(store, newest.name()));
            assertEquals(List.of(first, newest), late.growth(late.chain(whole)));
            assertEquals(Optional.empty(), late.lost());

            store.delete(newest.name());
            assertEquals(List.of(first), backups.growth(backups.chain(whole)));
            String lost = backups.lost().orElseThrow();
            assertTrue(lost.contains(newest.name()) && lost.contains("the store ends with event 7 of"), lost);
            kept(backups, 4);
            assertEquals(lost, backups.lost().orElseThrow(), "the younger whole backup has less of the log");

            store.put(BackupHead.name(first.id()), out -> out.write('{'));
            String damaged = backups.lost().orElseThrow();
            assertTrue(damaged.contains("head/" + first.id() + "/head.json is no head record"), damaged);
        }
    }

    @Test
    void settingsAreRefusedByName() {
        SettingsReader reader = new SettingsReader(Map.of(
                "FLOWEX_BACKUP_TO", "ftp://x",
                "FLOWEX_BACKUP_EVERY", "often",
                "FLOWEX_BACKUP_LOG_EVERY", "0m",
                "FLOWEX_BACKUP_KEEP", "0"));
        BackupSettings settings = BackupSettings.read(reader);
        assertEquals(
                4, assertThrows(StartupException.class, reader::finish).lines().size());
        assertEquals(Duration.ofDays(1), settings.every());
        assertEquals(Duration.ofMinutes(5), settings.logEvery());
        assertEquals(new RetentionPolicy.Days(14), settings.keep());
    }
}
