package com.flowex.identity.app.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class TotpTest {

    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @Test
    void theVectorsOfRfc6238Hold() throws IOException, GeneralSecurityException {
        List<String> lines = vectors("rfc6238_totp.csv");
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            String algorithm = "Hmac" + cells[2];
            Instant at = Instant.ofEpochSecond(Long.parseLong(cells[0]));
            byte[] secret = cells[3].getBytes(StandardCharsets.US_ASCII);
            String code = new TimeBasedOneTimePasswordGenerator(
                            Duration.ofSeconds(30), Integer.parseInt(cells[4]), algorithm)
                    .generateOneTimePasswordString(new SecretKeySpec(secret, algorithm), at);

            assertEquals(cells[5], code, line);
            assertEquals(Long.parseLong(cells[1], 16), Totp.stepAt(at), line);
            if (cells[2].equals("SHA1")) {
                // Six digits are the last six of eight.
                assertEquals(code.substring(2), Totp.code(secret, Totp.stepAt(at)), line);
            }
        }
        assertEquals(18, lines.size() - 1);
    }

    @Test
    void theVectorsOfRfc4226Hold() throws IOException {
        List<String> lines = vectors("rfc4226_hotp.csv");
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            assertEquals(
                    cells[2], Totp.code(cells[1].getBytes(StandardCharsets.US_ASCII), Long.parseLong(cells[0])), line);
        }
    }

    /** Tests without the shared data say so and are skipped. */
    private static List<String> vectors(String name) throws IOException {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.exists(at.resolve("ARCHITECTURE.md"))) {
            at = at.getParent();
        }
        Path beside = at == null ? Path.of("/nowhere") : at.resolveSibling("shared");
        Path above =
                at == null || at.getParent() == null ? beside : at.getParent().resolveSibling("shared");
        Path file = Files.isDirectory(beside) ? beside : above;
        Path vectors = file.resolve("data/wallet-vectors").resolve(name);
        assumeTrue(Files.exists(vectors), () -> "needs ../shared/data/wallet-vectors/" + name);
        return Files.readAllLines(vectors).stream()
                .filter(line -> !line.isBlank())
                .toList();
    }

    @Test
    void aCodeIsGoodForItsStepAndItsNeighbours() {
        Instant now = Instant.ofEpochSecond(1_111_111_109);
        long step = Totp.stepAt(now);

        for (long near = step - 1; near <= step + 1; near++) {
            assertEquals(near, Totp.stepOf(SECRET, Totp.code(SECRET, near), now).orElseThrow());
        }
        assertTrue(Totp.stepOf(SECRET, Totp.code(SECRET, step - 2), now).isEmpty());
        assertTrue(Totp.stepOf(SECRET, Totp.code(SECRET, step + 2), now).isEmpty());
        assertFalse(Totp.stepOf(SECRET, "", now).isPresent());
    }

    @Test
    void theVectorsOfRfc4648Hold() {
        assertEquals("", Base32.of(new byte[0]));
        assertEquals("MY", Base32.of("f".getBytes(StandardCharsets.US_ASCII)));
        assertEquals("MZXW6", Base32.of("foo".getBytes(StandardCharsets.US_ASCII)));
        assertEquals("MZXW6YTBOI", Base32.of("foobar".getBytes(StandardCharsets.US_ASCII)));
    }
}
