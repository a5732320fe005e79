package com.flowex.identity.app.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;

class Argon2idTest {

    private static final BlockPool MEMORY = Argon2id.memory(19_456, 1);

    @Test
    void hashForUnknownUsersCostsAsMuchAsAnyOther() {
        try (PasswordHasher passwords =
                new PasswordHasher(new PasswordSettings(PasswordSettings.Scheme.ARGON2ID, 19_456, 2, 12, 1))) {
            String salted = Argon2id.STANDARD.hash("x", MEMORY);

            assertEquals(salted.length(), passwords.unusedHash().length());
            assertEquals(salted.substring(0, 31), passwords.unusedHash().substring(0, 31));
            assertFalse(passwords.matches(1, "nobody", passwords.unusedHash()));
        }
    }

    @Test
    void aHashVerifiesItsPasswordAndNoOther() {
        String hash = Argon2id.STANDARD.hash("SecurePass123!", MEMORY);

        assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash);
        assertTrue(Argon2id.matches("SecurePass123!", hash, MEMORY));
        assertFalse(Argon2id.matches("SecurePass123", hash, MEMORY));
        assertNotEquals(hash, Argon2id.STANDARD.hash("SecurePass123!", MEMORY));
    }

    /** Made by the reference implementation: {@code echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32}. */
    @Test
    void aHashOfTheReferenceImplementationVerifies() {
        assertTrue(Argon2id.matches(
                "password",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                MEMORY));
    }

    /** RFC 9106, section 5.3: in memory that others have used, and that is too small for some of them. */
    @Test
    void memoryThatWasUsedBeforeGivesTheSameHash() {
        BlockPool small = Argon2id.memory(16, 1);
        Argon2Parameters parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withIterations(3)
                .withMemoryAsKB(32)
                .withParallelism(4)
                .withSalt(filled(16, 2))
                .withSecret(filled(8, 3))
                .withAdditional(filled(12, 4))
                .withBlockPool(small)
                .build();
        String other = new Argon2id(64, 2, 1).hash("other", small);

        for (int i = 0; i < 3; i++) {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(parameters);
            byte[] tag = new byte[32];
            generator.generateBytes(filled(32, 1), tag);

            assertEquals(
                    "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659",
                    HexFormat.of().formatHex(tag));
            assertTrue(Argon2id.matches("other", other, small));
            assertFalse(Argon2id.matches("others", other, small));
        }
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    @Test
    void aTextThatIsNoHashIsNoHash() {
        assertThrows(IllegalArgumentException.class, () -> Argon2id.matches("password", "password", MEMORY));
    }
}
