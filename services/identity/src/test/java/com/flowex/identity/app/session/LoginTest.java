package com.flowex.identity.app.session;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.fields;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.domain.value.AccountId;
import com.flowex.identity.IdentityWorld;
import com.flowex.identity.store.session.LogInsTable;
import com.flowex.identity.store.session.LogInsTable.LogInOutcome;
import com.flowex.identity.store.session.LogInsTable.LogInWay;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.EmailAddress;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.testing.Await;
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

    /**
     * Counted, not timed: the clock of a busy machine says nothing. {@code HashingTest} compares the cost of one hash.
     */
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
    void loginRequiresEmailAndPassword() {
        assertEquals(List.of("email", "password"), fields(world.server.post("/api/auth/login", "{}", "")));
        assertEquals(
                "invalid_field", world.login("a@b.example", "x".repeat(129)).code());
    }

    @Test
    void meRequiresATokenOfAnExistingUser() {
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

    @Test
    void theHistoryCountsLogInsAndRefusedAttempts() {
        String email = freshEmail();
        TestAnswer user = world.newUser(email);
        world.login(email, "another-Pass123!");
        Await.until(() -> logIns(user).path(0).path("outcome").asText().equals("refused"));
        TestAnswer refused = world.stand.platform().database().transaction(1, transaction -> {
            Sql.execute(transaction, "LOCK TABLE identity.log_ins IN SHARE ROW EXCLUSIVE MODE");
            return world.login(email, "another-Pass123!");
        });
        assertEquals(401, refused.status(), "the answer does not wait for the row, which unknown users do not have");
        Await.until(() -> logIns(user).path(0).path("times").asInt() == 2);

        JsonNode items = logIns(user);

        assertEquals(2, items.size(), items.toString());
        assertEquals("refused", items.path(0).path("outcome").asText());
        assertEquals(2, items.path(0).path("times").asInt());
        assertEquals("begun", items.path(1).path("outcome").asText());
        assertEquals("password", items.path(1).path("way").asText());
        String id = world.me(user).json().path("id").asText();
        assertEquals(
                items,
                world.get("/api/v1/users/" + id + "/log-ins", world.admin())
                        .json()
                        .path("items"));
    }

    private JsonNode logIns(TestAnswer user) {
        return world.get("/api/auth/log-ins", user).json().path("items");
    }

    @Test
    void anAttackerFromManyNetworksDoesNotFillTheHistory() {
        String email = freshEmail();
        TestAnswer tokens = world.newUser(email);
        Database database = world.stand.platform().database();
        User user = new UsersTable(database)
                .byEmail(1, EmailAddress.parse(email).orElseThrow())
                .orElseThrow();
        LogInsTable table = new LogInsTable(database);
        for (int network = 0; network < 40; network++) {
            table.note(user, LogInWay.PASSWORD, LogInOutcome.REFUSED, new Device("2001:db8:0:" + network + "::1", "x"));
        }
        table.note(user, LogInWay.PASSWORD, LogInOutcome.REFUSED, new Device("2001:db8:0:0::1", "x"));

        List<LogInsTable.LogIns> refused = table.of(1, user.id()).stream()
                .filter(row -> row.outcome().equals("refused"))
                .toList();

        assertEquals(21, refused.size());
        assertEquals(41, refused.stream().mapToLong(LogInsTable.LogIns::times).sum(), "each is counted");
        assertTrue(refused.stream().anyMatch(row -> row.network().isPresent() && row.times() == 2), "a known network");
        assertTrue(refused.stream().anyMatch(row -> row.network().isEmpty()));
        assertEquals(200, world.me(tokens).status());
    }
}
