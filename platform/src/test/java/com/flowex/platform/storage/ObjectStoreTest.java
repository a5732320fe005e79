package com.flowex.platform.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.crypto.KeyRing;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.SettingsReader;
import com.flowex.platform.settings.StartupException;
import com.flowex.platform.testing.LocalS3;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each promise of a store, in a folder and in S3, open and sealed. */
class ObjectStoreTest {

    private static final String KEY = "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final byte[] TEXT = "what is kept".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private static Path folder = Path.of("target");

    private static LocalS3 s3;

    private enum Kind {
        FOLDER,
        FOLDER_SEALED,
        S3,
        S3_SEALED;

        ObjectStore open(String name) throws IOException {
            return settings(name().endsWith("SEALED"), KEY).open(url(name));
        }

        String url(String name) {
            return name().startsWith("S3")
                    ? "s3://" + LocalS3.BUCKET + "/" + name + "/" + name()
                    : "file:" + root(name);
        }

        /** Where its objects lie as files. */
        Path root(String name) {
            return (name().startsWith("S3") ? s3.bucket() : folder)
                    .resolve(name)
                    .resolve(name());
        }

        private static StoreSettings settings(boolean sealed, String keys) {
            return new StoreSettings(s3.settings(), new SecretSource.Supplied(keys), sealed);
        }
    }

    @BeforeAll
    static void startS3() throws Exception {
        s3 = new LocalS3(folder.resolve("s3"));
    }

    @AfterAll
    static void stopS3() throws IOException {
        s3.close();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] read(ObjectStore store, String name) throws IOException {
        try (InputStream in = store.get(name)) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void storedObjectIsReadBackAtAnyLength(Kind kind) throws IOException {
        int chunk = EncryptedObjectFormat.CHUNK_BYTES;
        try (ObjectStore store = kind.open("lengths")) {
            for (int length : new int[] {0, 1, 39, 40, 41, chunk - 1, chunk, chunk + 1, 2 * chunk, 300_000}) {
                store.put("of/" + length, new ByteArrayInputStream(bytes(length)));
                assertArrayEquals(bytes(length), read(store, "of/" + length));
                assertEquals(length, store.size("of/" + length));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void objectsAreListedReplacedAndRemovedByName(Kind kind) throws IOException {
        try (ObjectStore store = kind.open("names")) {
            for (String name : List.of("a/2", "a/10", "ab", "b/1/x=1/y", "a/1")) {
                store.put(name, new ByteArrayInputStream(TEXT));
            }
            store.put("ab", new ByteArrayInputStream(new byte[] {1}));
            assertEquals(
                    List.of("a/1", "a/10", "a/2", "ab", "b/1/x=1/y"),
                    store.list("").stream().map(StoredObject::name).toList());
            assertEquals(
                    List.of(new StoredObject("a/1", TEXT.length), new StoredObject("a/10", TEXT.length)),
                    store.list("a/1"));
            assertEquals(1, store.size("ab"));
            assertTrue(store.exists("a/1"));
            assertFalse(store.exists("a"), "the beginning of a name");
            store.delete("a/1");
            store.delete("a/1");
            assertFalse(store.exists("a/1"));
            assertSays("a/1", MissingObjectException.class, () -> read(store, "a/1"));
            assertThrows(MissingObjectException.class, () -> store.size("a/1"));
            for (String bad : new String[] {"", "/a", "a/", "../a", "a//b", ".a", "a/.incoming", "ä", "a b"}) {
                assertThrows(IllegalArgumentException.class, () -> store.exists(bad), bad);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void failedUploadKeepsTheFormerObject(Kind kind) throws IOException {
        try (ObjectStore store = kind.open("halves")) {
            store.put("kept", new ByteArrayInputStream(TEXT));
            for (int before : new int[] {100, S3UploadStream.PART_BYTES + 1}) {
                IOException broken = assertThrows(
                        IOException.class,
                        () -> store.put("kept", out -> {
                            out.write(new byte[before]);
                            out.close();
                            throw new IOException("the disk is full");
                        }));
                assertEquals("the disk is full", broken.getMessage());
            }
            assertArrayEquals(TEXT, read(store, "kept"));
            assertEquals(1, store.list("").size());
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aChangedOrCutObjectIsNamedWhereverThatIs(Kind kind) throws IOException {
        try (ObjectStore store = kind.open("damaged")) {
            store.put("good", new ByteArrayInputStream(bytes(1_000)));
            Path file = kind.root("damaged").resolve("good");
            byte[] stored = Files.readAllBytes(file);
            Path bad = kind.root("damaged").resolve("bad");
            for (int at = 0; at < stored.length; at += 37) {
                byte[] changed = stored.clone();
                changed[at] ^= 4;
                Files.write(bad, changed);
                assertDamaged(store);
                Files.write(bad, Arrays.copyOf(stored, at));
                assertDamaged(store);
            }
        }
    }

    private static void assertDamaged(ObjectStore store) {
        assertSays("bad", DamagedObjectException.class, () -> read(store, "bad"));
    }

    private static void assertSays(String words, Class<? extends Exception> type, Executable call) {
        String text = String.valueOf(assertThrows(type, call).getMessage());
        assertTrue(text.contains(words), text);
    }

    @Test
    void anObjectOfSeveralPartsIsWholeInS3() throws IOException {
        try (ObjectStore store = Kind.S3_SEALED.open("parts")) {
            byte[] large = bytes(2 * S3UploadStream.PART_BYTES + 12_345);
            store.put("large", new ByteArrayInputStream(large));
            assertArrayEquals(large, read(store, "large"));
        }
    }

    @Test
    void sealedChunksStayWhereTheyAreAndUnderTheirName() throws IOException {
        Kind kind = Kind.FOLDER_SEALED;
        int stored = EncryptedObjectFormat.CHUNK_BYTES + EncryptedObjectFormat.TAG_BYTES;
        try (ObjectStore store = kind.open("moved");
                ObjectStore below = new FolderStore(kind.root("moved"))) {
            store.put("good", new ByteArrayInputStream(bytes(3 * EncryptedObjectFormat.CHUNK_BYTES)));
            byte[] sealed = read(below, "good");
            byte[] swapped = sealed.clone();
            System.arraycopy(
                    sealed,
                    EncryptedObjectFormat.HEAD_BYTES,
                    swapped,
                    EncryptedObjectFormat.HEAD_BYTES + stored,
                    stored);
            System.arraycopy(
                    sealed,
                    EncryptedObjectFormat.HEAD_BYTES + stored,
                    swapped,
                    EncryptedObjectFormat.HEAD_BYTES,
                    stored);
            byte[] cut = Arrays.copyOf(sealed, EncryptedObjectFormat.HEAD_BYTES + 2 * stored);
            for (byte[] other : List.of(sealed, swapped, cut)) {
                below.put("bad", new ByteArrayInputStream(other));
                assertDamaged(store);
            }
        }
    }

    @Test
    void aKeyThatIsLostOrAnotherIsNamed() throws IOException {
        Kind kind = Kind.FOLDER_SEALED;
        try (ObjectStore store = kind.open("keys")) {
            store.put("one", new ByteArrayInputStream(TEXT));
        }
        String other = "k2:" + KEY.substring(3).replace('M', 'N');
        try (ObjectStore store = Kind.settings(true, other).open(kind.url("keys"))) {
            assertSays(
                    "the key k1, which is not there; FLOWEX_STORE_KEYS has k2",
                    DamagedObjectException.class,
                    () -> read(store, "one"));
        }
        try (ObjectStore store = Kind.settings(true, other.replace("k2", "k1")).open(kind.url("keys"))) {
            assertSays("its key has changed", DamagedObjectException.class, () -> read(store, "one"));
        }
        try (ObjectStore store = Kind.settings(true, other + "," + KEY).open(kind.url("keys"))) {
            assertArrayEquals(TEXT, read(store, "one"), "the newest seals, every one opens");
        }
        assertThrows(
                StartupException.class,
                () -> KeyRing.of(new SecretSource.Supplied("k1:short"), StoreSettings.KEYS),
                "FLOWEX_STORE_KEYS");
    }

    @Test
    void refusingAndUnreachableStoresAreReported() throws IOException {
        try (ObjectStore wrong = new S3Store(LocalS3.BUCKET, "", s3.settings("another"));
                ObjectStore nowhere = new S3Store("nobucket", "", s3.settings())) {
            assertSays("s3://kept: a: ", IOException.class, () -> wrong.put("a", new ByteArrayInputStream(TEXT)));
            assertSays("there is no bucket nobucket", IOException.class, () -> nowhere.list(""));
        }
        try (ObjectStore store = Kind.FOLDER.open("gone")) {
            try (Stream<Path> files = Files.list(Kind.FOLDER.root("gone"))) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(Kind.FOLDER.root("gone"));
            assertThrows(IOException.class, () -> store.put("a", new ByteArrayInputStream(TEXT)));
            assertThrows(IOException.class, () -> store.list(""));
            assertThrows(IOException.class, () -> store.exists("a"));
        }
    }

    @Test
    void invalidStoreUrlIsRefused() {
        for (String bad : List.of("", "ftp://x/y", "s3://", "s3://UP/x", "s3://bucket//x", "s3://bucket/../x")) {
            assertThrows(IllegalArgumentException.class, () -> StoreUrl.of(bad), bad);
        }
        assertEquals(new StoreUrl.Bucket("some-bucket", "a/b/"), StoreUrl.of("s3://some-bucket/a/b/"));
        assertEquals(new StoreUrl.Bucket("some-bucket", ""), StoreUrl.of("s3://some-bucket"));
        assertEquals(new StoreUrl.Folder(Path.of("/x/y")), StoreUrl.of("file:/x/y"));

        SettingsReader reader = new SettingsReader(
                Map.of("FLOWEX_S3_ENDPOINT", "nowhere", "FLOWEX_S3_ACCESS_KEY", "a", "FLOWEX_S3_REGION", "x y"));
        StoreSettings.read(reader, Profile.DEV, folder);
        assertEquals(
                3, assertThrows(StartupException.class, reader::finish).lines().size());
    }
}
