package com.flowex.custody.key;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.custody.KeyPath;
import com.flowex.custody.KeyPath.Branch;
import com.flowex.custody.Network;
import com.flowex.platform.crypto.KeyRing;
import com.flowex.platform.crypto.Sealing;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.bitcoinj.crypto.ECKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {

    private static final Network BITCOIN = new Network("bitcoin", "Bitcoin", 84, 0, 2, 6, false);
    private static final Network ETHEREUM = new Network("ethereum", "Ethereum", 44, 60, 12, 64, false);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void thePublicSideMakesTheSameKeysAsThePrivateOne() {
        HdKeys keys = seed().keys(BITCOIN);
        AccountKey account = new AccountKey(keys.accountKey(7));
        for (Branch branch : Branch.values()) {
            for (int index : new int[] {0, 1, Integer.MAX_VALUE}) {
                KeyPath path = new KeyPath(7, branch, index);
                assertArrayEquals(keys.publicKey(path), account.publicKey(branch, index));
                assertArrayEquals(
                        keys.publicKey(path),
                        ECKey.fromPrivate(keys.secret(path)).getPubKey());
            }
        }
    }

    @Test
    void eachTenantAndNetworkHasKeysOfItsOwn() {
        Seed seed = seed();
        assertNotEquals(seed.keys(BITCOIN).accountKey(1), seed.keys(BITCOIN).accountKey(2));
        assertNotEquals(seed.keys(BITCOIN).accountKey(1), seed.keys(ETHEREUM).accountKey(1));
    }

    @Test
    void anAccountKeyOfAnotherLevelOrATornOneIsRefused() {
        String master =
                "xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usU"
                        + "DFdp6W1EGMcet8";
        assertThrows(IllegalArgumentException.class, () -> new AccountKey(master));
        String account = seed().keys(BITCOIN).accountKey(1);
        assertThrows(IllegalArgumentException.class, () -> new AccountKey(account.substring(1)));
    }

    @Test
    void aSeedIsMadeOnceAndKeptSealedForItsOwnerOnly() throws IOException {
        Sealing sealing = sealing("a");
        Path file = folder.resolve("custody.seed");
        Seed first = new SeedFile(file, sealing).open(Optional.empty());
        Seed again = new SeedFile(file, sealing).open(Optional.of(first.fingerprint()));
        assertEquals(first.keys(BITCOIN).accountKey(1), again.keys(BITCOIN).accountKey(1));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void aSeedThatIsMissingWhereThereAreAddressesIsNeverMadeAnew() {
        Path file = folder.resolve("custody.seed");
        SeedFile seeds = new SeedFile(file, sealing("a"));
        StartupException refused =
                assertThrows(StartupException.class, () -> seeds.open(Optional.of("0011223344556677")));
        assertTrue(refused.lines().getFirst().contains("0011223344556677"), refused.toString());
        assertFalse(Files.exists(file));
    }

    @Test
    void aSeedOfAnotherDatabaseIsRefused() {
        SeedFile seeds = new SeedFile(folder.resolve("custody.seed"), sealing("a"));
        Seed mine = seeds.open(Optional.empty());
        StartupException refused =
                assertThrows(StartupException.class, () -> seeds.open(Optional.of("0011223344556677")));
        assertTrue(refused.lines().getFirst().contains(mine.fingerprint()), refused.toString());
    }

    @Test
    void aSeedThatDoesNotOpenIsRefused() throws IOException {
        Path file = folder.resolve("custody.seed");
        new SeedFile(file, sealing("a")).open(Optional.empty());
        assertThrows(StartupException.class, () -> new SeedFile(file, sealing("b")).open(Optional.empty()));
        Files.writeString(file, "torn");
        assertThrows(StartupException.class, () -> new SeedFile(file, sealing("a")).open(Optional.empty()));
    }

    private Sealing sealing(String name) {
        return new Sealing(KeyRing.of(new SecretSource.Stored(folder.resolve("data-" + name + ".keys"))));
    }

    private static Seed seed() {
        byte[] bytes = new byte[32];
        bytes[5] = 9;
        return new Seed(bytes);
    }
}
