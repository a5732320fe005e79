package com.flowex.platform.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.crypto.Sealing.BrokenSealException;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealingTest {

    private static final byte[] PLAIN = "a secret".getBytes(StandardCharsets.UTF_8);
    private static final String PLACE = "identity.users.totp_secret:1/42";

    @TempDir
    private Path directory = Path.of("target");

    private SecretSource kept() {
        return new SecretSource.Stored(directory.resolve("data.keys"));
    }

    @Test
    void sealedValueOpensOnlyInItsPlace() {
        Sealing sealing = new Sealing(KeyRing.of(kept()));
        byte[] sealed = sealing.seal(PLAIN, PLACE);

        assertArrayEquals(PLAIN, sealing.open(sealed, PLACE));
        assertThrows(BrokenSealException.class, () -> sealing.open(sealed, "identity.users.totp_secret:1/43"));
        assertFalse(Arrays.equals(sealed, sealing.seal(PLAIN, PLACE)), "never twice the same");
    }

    @Test
    void aChangedByteIsNoticedWhereverItIs() {
        Sealing sealing = new Sealing(KeyRing.of(kept()));
        byte[] sealed = sealing.seal(PLAIN, PLACE);

        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThrows(BrokenSealException.class, () -> sealing.open(changed, PLACE));
            byte[] cut = Arrays.copyOf(sealed, i);
            assertThrows(BrokenSealException.class, () -> sealing.open(cut, PLACE));
        }
    }

    @Test
    void afterARotationTheNewKeySealsAndTheOldOneStillOpens() throws IOException {
        KeyRing ring = KeyRing.of(kept());
        Sealing sealing = new Sealing(ring);
        byte[] before = sealing.seal(PLAIN, PLACE);

        String fresh = KeyRing.rotate(kept());
        ring.reload();
        byte[] after = sealing.seal(PLAIN, PLACE);

        assertEquals(fresh, ring.ids().getFirst());
        assertEquals(2, ring.ids().size());
        assertFalse(sealing.isCurrent(before, PLACE));
        assertTrue(sealing.isCurrent(after, PLACE));
        assertArrayEquals(PLAIN, sealing.open(before, PLACE));
        assertArrayEquals(PLAIN, sealing.open(after, PLACE));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("data.keys"))));
    }

    @Test
    void keysThatCannotBeUsedAreRefusedInOneLineThatHidesThem() {
        for (String bad :
                new String[] {"", "k1", "k1:", "k1:c2hvcnQ=", ":MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="}) {
            StartupException refused =
                    assertThrows(StartupException.class, () -> KeyRing.of(new SecretSource.Supplied(bad)), bad);
            assertFalse(refused.lines().toString().contains("c2hvcnQ"));
        }
        assertThrows(
                StartupException.class,
                () -> KeyRing.rotate(new SecretSource.Supplied("k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")));
    }
}
