package com.flowex.identity.app.password;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.identity.IdentityWorld;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(900)
public class HashingTest {

    private static final Bcrypt CHEAP = new Bcrypt(4);
    private static final BlockPool MEMORY = Argon2id.memory(8_192, 1);

    @Test
    void bcryptVerifiesItsOwnAndForeignHashes() {
        String hash = CHEAP.hash("SecurePass123!", MEMORY);

        assertTrue(PasswordHashFunction.matches("SecurePass123!", hash, MEMORY));
        assertFalse(PasswordHashFunction.matches("SecurePass123?", hash, MEMORY));
        // Vectors of the tests of OpenBSD's bcrypt.
        assertTrue(PasswordHashFunction.matches(
                "U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW", MEMORY));
        // Other systems hash the first 72 bytes of a longer password.
        assertTrue(Bcrypt.matches("x".repeat(73), CHEAP.hash("x".repeat(72), MEMORY)));
    }

    @Test
    void hashForUnknownUsersCostsTheSameAndMatchesNothing() {
        for (PasswordHashFunction function : new PasswordHashFunction[] {CHEAP, new Argon2id(8_192, 1, 1)}) {
            assertTrue(function.made(function.unusedHash()), function.unusedHash());
            assertFalse(PasswordHashFunction.matches("", function.unusedHash(), MEMORY));
            assertFalse(PasswordHashFunction.matches("nobody", function.unusedHash(), MEMORY));
        }
    }

    @Test
    void aHashOfOtherCostsIsOutdated() {
        assertFalse(new Bcrypt(5).made(CHEAP.hash("x", MEMORY)));
        assertFalse(new Argon2id(8_192, 2, 1).made(new Argon2id(8_192, 1, 1).hash("x", MEMORY)));
        assertTrue(new Argon2id(8_192, 1, 1).made(new Argon2id(8_192, 1, 1).hash("x", MEMORY)));
        assertEquals(
                new Bcrypt(7),
                PasswordHashFunction.of(new PasswordSettings(PasswordSettings.Scheme.BCRYPT, 8_192, 1, 7, 1)));
    }

    @Test
    void aHashOfYesterdaysFunctionIsRenewedAtTheNextLogin() {
        try (IdentityWorld world =
                new IdentityWorld(Map.of("FLOWEX_PASSWORD_HASH", "bcrypt", "FLOWEX_BCRYPT_COST", "4"))) {
            String email = freshEmail();
            world.register(email, PASSWORD);
            String old = new Argon2id(8_192, 1, 1).hash(PASSWORD, MEMORY);
            setHash(world, email, old);

            assertEquals(401, world.login(email, "Wrong").status());
            assertEquals(old, hashOf(world, email));
            assertEquals(200, world.login(email, PASSWORD).status());
            assertTrue(CHEAP.made(hashOf(world, email)), hashOf(world, email));
            assertEquals(200, world.login(email, PASSWORD).status());
        }
    }

    /**
     * Logins cannot starve orders. Goal: a flood takes at most one core's worth of hashing and a bounded queue. Method:
     * 600 at once for one thread: it and the 256 that wait are served, the rest hears at once to come back.
     */
    @Test
    void excessLoginsAreRefusedWhileOneHashRunsAtATime() throws Exception {
        PasswordSettings one = new PasswordSettings(PasswordSettings.Scheme.BCRYPT, 8_192, 1, 7, 1);
        try (PasswordHasher passwords = new PasswordHasher(one)) {
            List<Boolean> served = IdentityWorld.atOnce(600, () -> {
                try {
                    passwords.hash(1, PASSWORD);
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

    /** Seen: bcrypt hashed the first 72 bytes of it, so it logged in once, and those 72 alone ever after. */
    @Test
    void aPasswordThatBcryptWouldCutLogsInAlwaysAndItsBeginningNever() {
        try (IdentityWorld world =
                new IdentityWorld(Map.of("FLOWEX_PASSWORD_HASH", "bcrypt", "FLOWEX_BCRYPT_COST", "4"))) {
            String email = freshEmail();
            String password = "quiet-Otter-".repeat(9) + "river";
            world.register(email, password);
            for (int i = 0; i < 3; i++) {
                assertEquals(200, world.login(email, password).status());
            }
            assertEquals(401, world.login(email, password.substring(0, 72)).status());

            setHash(world, email, CHEAP.hash(password.substring(0, 72), MEMORY));
            assertEquals(200, world.login(email, password).status(), "a hash that was cut lets its user in");
            assertEquals(200, world.login(email, password + "x").status(), "with any end");
            assertEquals(200, world.login(email, password).status(), "and is not made anew of a wrong one");
        }
    }

    @Test
    void lettersThatAKeyboardComposesOtherwiseAreTheSamePassword() {
        try (IdentityWorld world = new IdentityWorld(Map.of())) {
            String composed = "Grüße-vom-Fluß-é";
            String apart = Normalizer.normalize(composed, Normalizer.Form.NFD);
            String email = freshEmail();
            world.register(email, composed);
            assertEquals(200, world.login(email, apart).status());
            assertEquals(200, world.login(email, composed).status());

            // As it was stored before there was one form.
            setHash(world, email, new Argon2id(8_192, 1, 1).hash(apart, MEMORY));
            assertEquals(200, world.login(email, composed).status());
            assertEquals(401, world.login(email, "Grusse-vom-Fluss-e").status());
        }
    }

    @Test
    void aPasswordIsJudgedByHowManyGuessesItTakes() {
        List<String> own = List.of("ada.lovelace@example.com", "Ada", "Lovelace");
        for (String good : List.of(
                PASSWORD,
                "correct horse battery staple",
                "лошадь верно батарея скрепка",
                "正确的马电池订书钉",
                "nine unrelated words".repeat(6))) {
            assertEquals(Optional.empty(), PasswordPolicy.brokenBy(good, own), good);
        }
        for (String bad : List.of(
                "short",
                "x".repeat(129),
                "Password1!",
                "qwertyuiop",
                "12345678",
                "ada.lovelace@example.com",
                "AdaLovelace",
                "aaaaaaaaaaaa")) {
            assertTrue(PasswordPolicy.brokenBy(bad, own).isPresent(), bad);
        }
    }

    /** A hash from outside costs what it says at each log-in. */
    @Test
    void aHashFromOutsideIsTakenAtABearableCostAlone() {
        String bcrypt = "$2a$%s$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
        String argon2 = "$argon2id$v=19$m=%d,t=%d,p=%d$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        for (String taken : List.of(
                bcrypt.formatted("04"),
                bcrypt.formatted("14"),
                argon2.formatted(65_536, 2, 1),
                argon2.formatted(19_456, 10, 4))) {
            assertTrue(PasswordHashFunction.isOne(taken), taken);
        }
        for (String refused : List.of(
                bcrypt.formatted("03"),
                bcrypt.formatted("15"),
                bcrypt.formatted("31"),
                argon2.formatted(65_537, 1, 1),
                argon2.formatted(65_536, 4, 1),
                argon2.formatted(19_456, 11, 1),
                argon2.formatted(19_456, 0, 1),
                argon2.formatted(19_456, 2, 0),
                argon2.formatted(31, 2, 4),
                argon2.formatted(19_456, 2, 1).replace("c29tZXNhbHQ", "===="))) {
            assertFalse(PasswordHashFunction.isOne(refused), refused);
        }
    }

    @Test
    void tenantsTakeTurnsAndNoneFillsTheRoom() {
        HashingQueue queue = new HashingQueue(6);
        List<String> ran = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String name = "one " + i;
            queue.add(1, new FutureTask<>(() -> ran.add(name)));
        }
        assertThrows(RejectedExecutionException.class, () -> queue.add(1, new FutureTask<>(() -> ran.add("too many"))));
        queue.add(2, new FutureTask<>(() -> ran.add("two 0")));
        queue.runNext();
        queue.add(3, new FutureTask<>(() -> ran.add("three 0")));
        for (int i = 0; i < 4; i++) {
            queue.runNext();
        }
        assertEquals(List.of("one 0", "two 0", "one 1", "three 0", "one 2"), ran);
    }

    private static void setHash(IdentityWorld world, String email, String hash) {
        world.stand
                .database()
                .query(
                        1,
                        transaction -> Sql.execute(
                                transaction,
                                "UPDATE identity.users SET password_hash = ? WHERE email = ?",
                                hash,
                                email));
    }

    private static String hashOf(IdentityWorld world, String email) {
        return world.stand
                .database()
                .query(
                        1,
                        transaction -> Sql.one(
                                transaction,
                                row -> row.getString(1),
                                "SELECT password_hash FROM identity.users WHERE email = ?",
                                email))
                .orElseThrow();
    }
}
