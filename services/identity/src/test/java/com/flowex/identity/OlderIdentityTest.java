package com.flowex.identity;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.http.response.Json;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.access.testing.TestTenants;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.OpenOwnedAccount;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OwnerId;
import com.flowex.identity.view.AccountsView;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.projection.View;
import com.flowex.platform.settings.StartupException;
import com.flowex.platform.testing.EngineExchange;
import com.flowex.platform.testing.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Closes finding D1: with a list of users that was restored from an older copy, or that is gone, a stranger's
 * registration was given an account that held another user's money. Here the log is a real engine that outlives the
 * databases beside it.
 */
@Timeout(900)
class OlderIdentityTest {

    private static final Pattern FIGURE = Pattern.compile("FLOWEX_ACCEPT_OLDER_IDENTITY=([0-9]+)");

    private final EngineExchange engine = new EngineExchange();

    /** Identity as one process has it: on this database, beside the log that all of them share. */
    private final class Life implements AutoCloseable {
        private final TestStand stand;
        private final View<?> accounts;
        private final IdentityAccess access;
        private final IdentityService identity;
        private final TestServer server;

        Life(DatabaseChoice.Server database, String accept) throws InterruptedException {
            stand = TestStand.on(database, Map.of("FLOWEX_ACCEPT_OLDER_IDENTITY", accept));
            CommandSubmitter path =
                    new CommandSubmitter(engine, stand.telemetry().registry());
            accounts = AccountsView.of(stand.platform(), engine);
            access = new IdentityAccess(stand.edge(), IdentityWorld.settingsOf(stand), path);
            identity = IdentityWorld.over(access);
            server = TestServer.with(
                    stand, builder -> builder.routes(identity.routes()).apiKeys(access.apiKeys(), access.nonces()));
            try {
                accounts.start();
                await();
                identity.requireAccounts();
                identity.start();
            } catch (StartupException e) {
                close();
                throw e;
            }
        }

        private void await() throws InterruptedException {
            assertTrue(accounts.progress().await(engine.sequence(), Duration.ofSeconds(300)));
        }

        private TestAnswer post(String path, Map<String, ?> body, String token) {
            return server.post(path, new String(Json.bytes(body), StandardCharsets.UTF_8), token);
        }

        /** The new user's account and id. */
        private JsonNode register(String email) {
            TestAnswer answer = post(
                    "/api/auth/register",
                    Map.of("email", email, "password", PASSWORD, "first_name", "A", "last_name", "B"),
                    "");
            assertEquals(201, answer.status(), answer.text());
            return answer.json();
        }

        private TestAnswer login(String email) {
            return post("/api/auth/login", Map.of("email", email, "password", PASSWORD), "");
        }

        private long accountOf(String email) {
            TestAnswer answer = login(email);
            assertEquals(200, answer.status(), answer.text());
            String token = answer.json().path("access_token").asText();
            return server.get("/api/auth/me", token).json().path("account").asLong();
        }

        private List<Long> orphans() throws InterruptedException {
            await();
            TestAnswer answer = server.get("/api/v1/accounts/orphaned", stand.tokenOf(1, 9_999, "admin"));
            assertEquals(200, answer.status(), answer.text());
            return answer.json()
                    .path("items")
                    .valueStream()
                    .map(each -> each.path("account").asLong())
                    .sorted()
                    .toList();
        }

        private TestAnswer bind(long account, String user) {
            return post(
                    "/api/v1/accounts/orphaned/" + account + "/bind",
                    Map.of("user_id", user),
                    stand.tokenOf(1, 9_999, "admin"));
        }

        @Override
        public void close() {
            server.close();
            access.close();
            accounts.close();
            stand.close();
        }
    }

    private static String figure(StartupException refused) {
        assertEquals(1, refused.lines().size());
        Matcher figure = FIGURE.matcher(refused.lines().getFirst());
        assertTrue(figure.find(), refused.lines().getFirst());
        return figure.group(1);
    }

    @Test
    void registrationAfterALossOfTheUsersReusesNoAccount() throws Exception {
        String ada = freshEmail();
        long adas;
        try (Life first = new Life(IdentityWorld.freshDatabase(), "")) {
            adas = first.register(ada).path("account").asLong();
        }
        DatabaseChoice.Server empty = IdentityWorld.freshDatabase();

        StartupException refused = assertThrows(StartupException.class, () -> new Life(empty, ""));
        String line = refused.lines().getFirst();
        assertTrue(line.contains("accounts up to " + adas + " in the log and users up to account 0"), line);
        assertThrows(StartupException.class, () -> new Life(empty, "1"), "another figure than the one that was named");

        try (Life life = new Life(empty, figure(refused))) {
            long bobs = life.register(freshEmail()).path("account").asLong();
            JsonNode adaAgain = life.register(ada);
            assertTrue(bobs > adas, "numbers move on behind the log's");
            assertTrue(life.orphans().contains(adas));

            assertEquals(200, life.bind(adas, adaAgain.path("id").asText()).status());
            assertEquals(adas, life.accountOf(ada));
            assertFalse(life.orphans().contains(adas));
            assertTrue(life.orphans().contains(adaAgain.path("account").asLong()), "the one she had meanwhile");
            assertEquals(404, life.bind(adas, adaAgain.path("id").asText()).status());
        }
        new Life(empty, "").close();
    }

    @Test
    void registrationBesideANewerLogReusesNoAccount() throws Exception {
        DatabaseChoice.Server database = IdentityWorld.freshDatabase();
        String early = freshEmail();
        long earlys;
        try (Life life = new Life(database, "")) {
            earlys = life.register(early).path("account").asLong();
        }
        DatabaseChoice.Server copy = TestPostgres.copyOf(database);
        long lost;
        try (Life life = new Life(database, "")) {
            lost = life.register(freshEmail()).path("account").asLong();
        }

        StartupException refused = assertThrows(StartupException.class, () -> new Life(copy, ""));
        assertTrue(
                refused.lines()
                        .getFirst()
                        .contains("accounts up to " + lost + " in the log and users up to account " + earlys),
                refused.lines().getFirst());
        try (Life life = new Life(copy, figure(refused))) {
            assertEquals(List.of(lost), life.orphans());
            assertEquals(earlys, life.accountOf(early));
            assertNotEquals(lost, life.register(freshEmail()).path("account").asLong());
        }
        try (Life life = new Life(copy, "")) {
            assertEquals(List.of(lost), life.orphans(), "still there, and no reason to refuse again");
        }
    }

    /** The exchange's answer stands, also where nothing looked at a start. */
    @Test
    void anAccountThatTheLogHasIsRefusedAndTheUserTakesTheNextNumber() throws Exception {
        try (Life life = new Life(IdentityWorld.freshDatabase(), "")) {
            JsonNode before = life.register(freshEmail());
            long next = before.path("account").asLong() + 1;
            engine.accepted(new OpenAccount(new AccountId(1, next)));
            engine.accepted(new OpenAccount(new AccountId(1, next + 1)));

            String email = freshEmail();
            assertEquals(next + 2, life.register(email).path("account").asLong());
            assertEquals(next + 2, life.accountOf(email));
        }
    }

    /** An account that waits for its first login to be opened. */
    @Test
    void loginThatOpensALateAccountReusesNoAccount() throws Exception {
        try (Life life = new Life(IdentityWorld.freshDatabase(), "")) {
            engine.answerInstead(_ -> new Outcome.Overloaded());
            String email = freshEmail();
            long first = life.register(email).path("account").asLong();
            engine.answerItself();
            engine.accepted(new OpenAccount(new AccountId(1, first)));

            assertEquals(first + 1, life.accountOf(email));
        }
    }

    /** An exchange of before accounts had owners is upgraded: a user with an account keeps it, and no other gets it. */
    @Test
    void accountsOfBeforeThereWereOwnersAreBoundToTheirUsersOnce() throws Exception {
        DatabaseChoice.Server database = IdentityWorld.freshDatabase();
        String ada = freshEmail();
        long adas;
        try (Life life = new Life(database, "")) {
            engine.answerInstead(_ -> new Outcome.Overloaded());
            adas = life.register(ada).path("account").asLong();
            engine.answerItself();
            engine.accepted(new OpenAccount(new AccountId(1, adas)));
            life.stand.database().query(1, transaction -> {
                try (var statement = transaction.jdbc().createStatement()) {
                    return statement.executeUpdate("UPDATE identity.users SET account_opened = true,"
                            + " account_bound = false WHERE coalesce(account_number, 1000 + id) = " + adas);
                }
            });
        }
        DatabaseChoice.Server before = TestPostgres.copyOf(database);

        try (Life life = new Life(database, "")) {
            assertEquals(adas, life.accountOf(ada));
            assertEquals(List.of(), life.orphans());
        }
        try (Life life = new Life(database, "")) {
            assertEquals(adas, life.accountOf(ada));
        }
        engine.accepted(new OpenOwnedAccount(new AccountId(1, adas + 100), new OwnerId(1, 1)));
        StartupException refused = assertThrows(StartupException.class, () -> new Life(before, ""));
        assertTrue(
                refused.lines().getFirst().contains("1 accounts are without a user"),
                refused.lines().getFirst());
    }

    @Test
    void onlyUserManagersBindAccountsAndNeverToThemselves() throws Exception {
        try (Life life = new Life(IdentityWorld.freshDatabase(), "")) {
            JsonNode user = life.register(freshEmail());
            engine.accepted(new OpenAccount(new AccountId(1, 7_777)));
            life.await();
            String path = "/api/v1/accounts/orphaned/7777/bind";
            Map<String, String> form = Map.of("user_id", user.path("id").asText());

            assertEquals(
                    403,
                    life.post(path, form, life.stand.tokenOf(1, 5, "trader")).status());
            String own = life.stand.tokenOf(1, user.path("id").asLong(), "admin");
            assertEquals(403, life.post(path, form, own).status());
            assertEquals(400, life.bind(7_777, "nobody").status());
            assertEquals(404, life.bind(7_777, "999999").status());
            assertEquals(200, life.bind(7_777, user.path("id").asText()).status());
        }
    }

    @Test
    void aNewTenantIsGivenNoNumberThatTheLogKnows() throws Exception {
        engine.accepted(new OpenOwnedAccount(AccountId.outsideOf(40), new OwnerId(4, 0)));
        DatabaseChoice.Server database = IdentityWorld.freshDatabase();

        StartupException refused = assertThrows(StartupException.class, () -> new Life(database, ""));
        assertTrue(
                refused.lines().getFirst().contains("tenant 40 is in the log alone"),
                refused.lines().getFirst());
        try (Life life = new Life(database, figure(refused))) {
            assertEquals(41, TestTenants.add(life.stand, "acme").number());
        }
        new Life(database, "").close();
    }
}
