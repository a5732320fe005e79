package com.flowex.identity.password;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.ground.database.Sql;
import com.flowex.ground.refusal.Refusal;
import com.flowex.ground.refusal.RefusalCode;
import com.flowex.identity.IdentityWorld;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(900)
public class HashingTest {

    private static final Bcrypt CHEAP = new Bcrypt(4);
    private static final BlockPool MEMORY = Argon2id.memory(8_192, 1);

    @Test
    void bcryptVerifiesWhatItMadeAndWhatOthersMade() {
        String hash = CHEAP.hash("SecurePass123!", MEMORY);

        assertTrue(PasswordHash.matches("SecurePass123!", hash, MEMORY));
        assertFalse(PasswordHash.matches("SecurePass123?", hash, MEMORY));
        // Of the tests of OpenBSD's bcrypt.
        assertTrue(PasswordHash.matches("U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW", MEMORY));
        assertFalse(Bcrypt.matches("x".repeat(73), CHEAP.hash("x".repeat(72), MEMORY)));
    }

    @Test
    void nobodysHashHasTheCostOfARealOneAndMatchesNothing() {
        for (PasswordHash function : new PasswordHash[] {CHEAP, new Argon2id(8_192, 1, 1)}) {
            assertTrue(function.made(function.nobodys()), function.nobodys());
            assertFalse(PasswordHash.matches("", function.nobodys(), MEMORY));
            assertFalse(PasswordHash.matches("nobody", function.nobodys(), MEMORY));
        }
    }

    @Test
    void aHashOfOtherCostsIsOutdated() {
        assertFalse(new Bcrypt(5).made(CHEAP.hash("x", MEMORY)));
        assertFalse(new Argon2id(8_192, 2, 1).made(new Argon2id(8_192, 1, 1).hash("x", MEMORY)));
        assertTrue(new Argon2id(8_192, 1, 1).made(new Argon2id(8_192, 1, 1).hash("x", MEMORY)));
        assertEquals(
                new Bcrypt(7), PasswordHash.of(new PasswordSettings(PasswordSettings.Scheme.BCRYPT, 8_192, 1, 7, 1)));
    }

    @Test
    void aHashOfYesterdaysFunctionIsRenewedAtTheNextLogin() {
        try (IdentityWorld world =
                new IdentityWorld(Map.of("FLOWEX_PASSWORD_HASH", "bcrypt", "FLOWEX_BCRYPT_COST", "4"))) {
            String email = freshEmail();
            world.register(email, PASSWORD);
            String old = new Argon2id(8_192, 1, 1).hash(PASSWORD, MEMORY);
            world.stand
                    .database()
                    .query(
                            1,
                            connection -> Sql.execute(
                                    connection,
                                    "UPDATE identity.users SET password_hash = ? WHERE email = ?",
                                    old,
                                    email));

            assertEquals(401, world.login(email, "Wrong").status());
            assertEquals(old, hashOf(world, email));
            assertEquals(200, world.login(email, PASSWORD).status());
            assertTrue(CHEAP.made(hashOf(world, email)), hashOf(world, email));
            assertEquals(200, world.login(email, PASSWORD).status());
        }
    }

    /**
     * Logins cannot starve orders. Goal: a flood takes one core's worth of hashing, a bounded queue, and no more. Method:
     * 600 at once for one thread: it and the 256 that wait are served, the rest hears at once to come back.
     */
    @Test
    void aFloodOfLoginsHashesOneAtATimeAndTheRestIsToldToComeBack() throws Exception {
        PasswordSettings one = new PasswordSettings(PasswordSettings.Scheme.BCRYPT, 8_192, 1, 7, 1);
        try (Passwords passwords = new Passwords(one)) {
            List<Boolean> served = IdentityWorld.atOnce(600, () -> {
                try {
                    passwords.hash(PASSWORD);
                    return true;
                } catch (Refusal refused) {
                    assertEquals(RefusalCode.OVERLOADED, refused.code());
                    return false;
                }
            });

            assertEquals(Set.of(true, false), Set.copyOf(served));
            long hashed = served.stream().filter(each -> each).count();
            assertEquals(hashed, passwords.computed(), "what is refused costs no hash");
            assertEquals(1, passwords.mostAtOnce());
        }
    }

    private static String hashOf(IdentityWorld world, String email) {
        return world.stand
                .database()
                .query(
                        1,
                        connection -> Sql.one(
                                connection,
                                row -> row.getString(1),
                                "SELECT password_hash FROM identity.users WHERE email = ?",
                                email))
                .orElseThrow();
    }
}
