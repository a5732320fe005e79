package com.flowex.identity.app.session;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.fields;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.testing.TestAnswer;
import com.flowex.domain.value.AccountId;
import com.flowex.identity.IdentityWorld;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** How sessions begin, and who the caller is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class LoginTest {

    private final IdentityWorld world = new IdentityWorld();

    @BeforeEach
    void exchangeAnswers() {
        world.exchangeAnswers();
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @Test
    void aLoginGivesTokensThatWork() {
        String email = freshEmail();
        String id = world.register(email, PASSWORD).json().path("id").asText();

        TestAnswer login = world.login(email, PASSWORD);

        assertEquals(200, login.status(), login.text());
        assertEquals("Bearer", login.json().path("token_type").asText());
        assertEquals(900, login.json().path("expires_in").asInt());
        assertEquals("no-store", login.header("Cache-Control"));
        TestAnswer me = world.me(login);
        assertEquals(200, me.status());
        assertEquals(id, me.json().path("id").asText());
        assertEquals(email, me.json().path("email").asText());
        assertEquals("[\"user\"]", me.json().path("roles").toString());
    }

    @Test
    void anUnknownAddressAndAWrongPasswordLookAlike() {
        String email = freshEmail();
        world.register(email, PASSWORD);

        TestAnswer wrong = world.login(email, "WrongPass123!");
        TestAnswer unknown = world.login(freshEmail(), PASSWORD);
        TestAnswer noAddress = world.login("no address", PASSWORD);

        for (TestAnswer answer : List.of(wrong, unknown, noAddress)) {
            assertEquals(401, answer.status());
            assertEquals("invalid_credentials", answer.code());
            assertEquals(wrong.json().path("detail"), answer.json().path("detail"));
        }
    }

    /** Counted, not timed: the clock of a busy machine says nothing. What one hash costs, {@code HashingTest} compares. */
    @Test
    void anUnknownAddressTakesAsMuchWorkAsAWrongPassword() {
        String email = freshEmail();
        world.register(email, PASSWORD);

        assertEquals(1, hashedDuring(() -> world.login(email, PASSWORD)));
        assertEquals(1, hashedDuring(() -> world.login(email, "WrongPass123!")));
        assertEquals(1, hashedDuring(() -> world.login("nobody@nowhere.example", PASSWORD)));
        assertEquals(1, hashedDuring(() -> world.login("no address", PASSWORD)));
    }

    private long hashedDuring(Runnable login) {
        long before = world.access.passwordsHashed();
        login.run();
        return world.access.passwordsHashed() - before;
    }

    @Test
    void bothFieldsOfALoginMustBeThere() {
        assertEquals(List.of("email", "password"), fields(world.server.post("/api/auth/login", "{}", "")));
        assertEquals(
                "invalid_field", world.login("a@b.example", "x".repeat(129)).code());
    }

    @Test
    void meNeedsATokenOfAUserWhoStillExists() {
        assertEquals("unauthorized", world.server.get("/api/auth/me", "").code());
        assertEquals("unauthorized", world.server.get("/api/auth/me", "a.b.c").code());
        assertEquals(
                "unauthorized",
                world.server
                        .get("/api/auth/me", world.stand.token(999_999, "trader"))
                        .code());
    }

    @Test
    void theDemoUsersAreThereAndOneOfThemIsAnAdmin() {
        TestAnswer demo = world.login("demo@flowex.com", "demo123");
        TestAnswer admin = world.login("admin@flowex.com", "admin123");

        assertEquals("[\"trader\"]", world.me(demo).json().path("roles").toString());
        assertTrue(world.me(admin).json().path("roles").toString().contains("admin"));
        assertEquals(List.of(new AccountId(1, 1_001), new AccountId(1, 1_002)), world.identity.demoAccounts());
    }

    @Test
    void startingAgainMakesNoSecondDemoUsers() {
        world.identity.start();

        assertEquals(List.of(new AccountId(1, 1_001), new AccountId(1, 1_002)), world.identity.demoAccounts());
    }
}
