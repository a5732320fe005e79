package com.flowex.identity.app.session;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static com.flowex.identity.IdentityWorld.refresh;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.flowex.access.testing.TestAnswer;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.command.RestrictAccount;
import com.flowex.identity.HeldUser;
import com.flowex.identity.IdentityWorld;
import com.flowex.identity.app.factor.SecondFactorTest;
import com.flowex.identity.app.factor.Totp;
import com.flowex.identity.app.password.Argon2id;
import com.flowex.identity.app.password.Bcrypt;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.platform.database.sql.Sql;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Closes findings F2 and F3: a login that was under way undid a change of the password, and outlived a reset, a suspension and
 * a demotion. Each login is stopped where it has looked and not acted yet.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class LoginRaceTest {

    private static final String FRESH = "EvenBetter456?";
    private static final String USERS = "/api/v1/users/";

    private final IdentityWorld world =
            new IdentityWorld(Map.of("FLOWEX_ARGON2_MEMORY_KIB", "7168", "FLOWEX_ARGON2_PASSES", "1"));
    private final TestAnswer root = world.admin();

    @AfterAll
    void stop() {
        world.close();
    }

    /** Changes of a user during their login. */
    private interface Change {
        TestAnswer of(String id);
    }

    private TestAnswer suspended(String id) {
        return world.patch(USERS + id, Map.of("status", "suspended"), root);
    }

    private TestAnswer demoted(String id) {
        return world.patch(USERS + id, Map.of("roles", List.of("viewer")), root);
    }

    private TestAnswer reset(String id) {
        OpaqueToken token = OpaqueToken.fresh(1);
        world.stand
                .database()
                .query(
                        1,
                        transaction -> Sql.execute(
                                transaction,
                                "INSERT INTO identity.one_time_tokens (tenant_id, token_hash, user_id, purpose,"
                                        + " expires_at) VALUES (1, ?, ?, 'reset_password', now() + INTERVAL '1 hour')",
                                token.hash(),
                                Long.parseLong(id)));
        return world.post("/api/auth/password/reset", Map.of("token", token.text(), "password", FRESH));
    }

    /** A login stops where it asks the exchange, after its password was found right; then the change; then it goes on. */
    private TestAnswer loginDuring(Change change, String email, String id) throws Exception {
        CountDownLatch requested = new CountDownLatch(1);
        CountDownLatch changed = new CountDownLatch(1);
        world.exchange.answer(command -> {
            if (command instanceof RestrictAccount) {
                return new Outcome.Accepted(1, 1, List.of()); // time of the change, not of the login
            }
            requested.countDown();
            try {
                changed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Outcome.Accepted(1, 1, List.of());
        });
        CompletableFuture<TestAnswer> login = CompletableFuture.supplyAsync(
                () -> world.login(email, PASSWORD), task -> Thread.ofVirtual().start(task));
        try {
            requested.await();
            TestAnswer done = change.of(id);
            assertEquals(2, done.status() / 100, done.text());
        } finally {
            changed.countDown();
        }
        TestAnswer answer = login.get();
        world.exchangeAnswers();
        return answer;
    }

    /** An admin whose account is not open yet: their first login asks the exchange. */
    private String newAdmin(String email) {
        world.exchange.answer(_ -> new Outcome.Unknown());
        TestAnswer made = world.post(
                USERS,
                Map.of(
                        "email",
                        email,
                        "password",
                        PASSWORD,
                        "first_name",
                        "A",
                        "last_name",
                        "B",
                        "roles",
                        List.of("admin")),
                root);
        assertEquals(201, made.status(), made.text());
        return made.json().path("id").asText();
    }

    @Test
    void noLoginOutlivesAResetASuspensionOrAClosing() throws Exception {
        for (Change change : List.<Change>of(
                this::reset, this::suspended, id -> world.server.delete(USERS + id, IdentityWorld.access(root)))) {
            String email = freshEmail();
            String id = newAdmin(email);

            TestAnswer login = loginDuring(change, email, id);

            assertNotEquals(200, login.status(), login.text());
        }
    }

    @Test
    void aLoginDuringADemotionHasTheRolesOfAfter() throws Exception {
        String email = freshEmail();
        String id = newAdmin(email);

        TestAnswer login = loginDuring(this::demoted, email, id);

        assertEquals(200, login.status(), login.text());
        assertEquals(403, world.get(USERS, login).status(), "no admin any more");
        assertEquals(403, world.get(USERS, world.useRefresh(refresh(login))).status());
    }

    @Test
    void aLoginThatWaitsForItsSecondFactorEndsWithAResetASuspensionAndADemotion() {
        for (Change change : List.<Change>of(this::reset, this::demoted, id -> {
            assertEquals(200, suspended(id).status());
            return world.patch(USERS + id, Map.of("status", "active"), root);
        })) {
            String email = freshEmail();
            TestAnswer tokens = world.newUser(email);
            String id = world.me(tokens).json().path("id").asText();
            List<String> codes = recoveryCodes(tokens);
            String token = world.login(email, PASSWORD).json().path("mfa_token").asText();

            TestAnswer changed = change.of(id);
            assertEquals(2, changed.status() / 100, changed.text());

            TestAnswer verified =
                    world.post("/api/auth/verify-2fa", Map.of("mfa_token", token, "code", codes.getFirst()));
            assertEquals(401, verified.status(), verified.text());
        }
    }

    private List<String> recoveryCodes(TestAnswer tokens) {
        TestAnswer enrolment = world.post("/api/auth/2fa/totp/enroll", Map.of("password", PASSWORD), tokens);
        byte[] secret = SecondFactorTest.decoded(enrolment.json().path("secret").asText());
        String code = Totp.code(secret, Totp.stepAt(java.time.Instant.now()));
        TestAnswer confirmed = world.post("/api/auth/2fa/totp/confirm", Map.of("code", code), tokens);
        assertEquals(200, confirmed.status(), confirmed.text());
        return List.of(confirmed.json().path("recovery_codes").path(0).asText());
    }

    /** F2: the login of before renews an old-fashioned hash after the password was changed. */
    @Test
    void aLoginThatRenewsTheHashDoesNotBringBackThePasswordOfBefore() throws Exception {
        String email = freshEmail();
        TestAnswer tokens = world.newUser(email);
        long id = world.me(tokens).json().path("id").asLong();
        String outdated = new Bcrypt(4).hash(PASSWORD, Argon2id.memory(7_168, 1));
        world.stand
                .database()
                .query(
                        1,
                        transaction -> Sql.execute(
                                transaction, "UPDATE identity.users SET password_hash = ? WHERE id = ?", outdated, id));

        List<TestAnswer> answers = HeldUser.meanwhile(
                world,
                id,
                List.of(
                        () -> world.post(
                                "/api/auth/password/change",
                                Map.of("current_password", PASSWORD, "new_password", FRESH),
                                tokens),
                        () -> world.login(email, PASSWORD)));

        assertEquals(204, answers.getFirst().status(), answers.getFirst().text());
        assertEquals(401, world.login(email, PASSWORD).status(), "the old one");
        assertEquals(200, world.login(email, FRESH).status(), "the new one");
    }

    /** F2, the other half: a renewal alone is no change, so a login beside it is let in. */
    @Test
    void concurrentLoginsThatRenewTheHashBothSucceed() throws Exception {
        String email = freshEmail();
        long id = world.me(world.newUser(email)).json().path("id").asLong();
        String outdated = new Bcrypt(4).hash(PASSWORD, Argon2id.memory(7_168, 1));
        world.stand
                .database()
                .query(
                        1,
                        transaction -> Sql.execute(
                                transaction, "UPDATE identity.users SET password_hash = ? WHERE id = ?", outdated, id));

        List<TestAnswer> answers = HeldUser.meanwhile(
                world, id, List.of(() -> world.login(email, PASSWORD), () -> world.login(email, PASSWORD)));

        assertEquals(List.of(200, 200), answers.stream().map(TestAnswer::status).toList());
    }
}
