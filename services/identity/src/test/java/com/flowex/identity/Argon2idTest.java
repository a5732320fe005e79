package com.flowex.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.config.PasswordSettings;
import org.junit.jupiter.api.Test;

class Argon2idTest {

    @Test
    void theHashOfNobodyCostsAsMuchAsAnyOther() {
        try (Passwords passwords =
                new Passwords(new PasswordSettings(PasswordSettings.Scheme.ARGON2ID, 19_456, 2, 12, 1))) {
            String salted = Argon2id.STANDARD.hash("x");

            assertEquals(salted.length(), passwords.nobodys().length());
            assertEquals(salted.substring(0, 31), passwords.nobodys().substring(0, 31));
            assertFalse(passwords.matches("nobody", passwords.nobodys()));
        }
    }

    @Test
    void aHashVerifiesItsPasswordAndNoOther() {
        String hash = Argon2id.STANDARD.hash("SecurePass123!");

        assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash);
        assertTrue(Argon2id.matches("SecurePass123!", hash));
        assertFalse(Argon2id.matches("SecurePass123", hash));
        assertNotEquals(hash, Argon2id.STANDARD.hash("SecurePass123!"));
    }

    /** Made by the reference implementation: {@code echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32}. */
    @Test
    void aHashOfTheReferenceImplementationVerifies() {
        assertTrue(Argon2id.matches(
                "password", "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"));
    }

    @Test
    void aTextThatIsNoHashIsNoHash() {
        assertThrows(IllegalArgumentException.class, () -> Argon2id.matches("password", "password"));
    }
}
