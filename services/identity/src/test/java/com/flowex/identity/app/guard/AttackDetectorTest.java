package com.flowex.identity.app.guard;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.access;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Credential;
import com.flowex.access.auth.Role;
import com.flowex.access.testing.TestAnswer;
import com.flowex.domain.value.AccountId;
import com.flowex.identity.IdentityWorld;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.operator.OperatorCommand.Reply;
import com.flowex.platform.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each rule: what looks like an attack is noticed, handled by itself, and lifted by an operator's word. */
@Timeout(900)
class AttackDetectorTest {

    private static final int TENANT = 1;

    /** Only networks: observations beside a request may be seen after the next one's. */
    private final AtomicInteger number = new AtomicInteger();

    private static IdentityWorld world(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.put("FLOWEX_ATTACK_DETECTION", "act");
        all.put("FLOWEX_TRUSTED_PROXIES", "127.0.0.1");
        return new IdentityWorld(all);
    }

    private static TestAnswer login(IdentityWorld world, String email, String password, String from) {
        String json = "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}";
        return world.server.send(world.server
                .request("/api/auth/login", "")
                .header("X-Forwarded-For", from)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private static String cases(IdentityWorld world) {
        return request(world, "security list").text();
    }

    private static Reply request(IdentityWorld world, String command, String... arguments) {
        return Objects.requireNonNull(new SecurityCaseCommands(world.access.guard())
                        .commands()
                        .get(command))
                .answer(TENANT, List.of(arguments));
    }

    private static String numberOf(IdentityWorld world, String rule) {
        return cases(world)
                .lines()
                .filter(line -> line.contains(rule))
                .map(line -> line.substring(0, line.indexOf(':')))
                .findFirst()
                .orElseThrow();
    }

    private static long id(IdentityWorld world, TestAnswer tokens) {
        return world.me(tokens).json().path("id").asLong();
    }

    private static InetAddress address(int last) {
        return InetAddress.ofLiteral("203.0.113." + last);
    }

    @Test
    void anAccountThatIsGuessedAtFromManyNetworksOpensOnlyWhereItsUserHasBeen() {
        try (IdentityWorld world = world(Map.of())) {
            String email = freshEmail();
            world.register(email, PASSWORD);
            assertEquals(200, login(world, email, PASSWORD, "198.51.100.1").status());
            for (int i = 1; i <= AttackDetector.NETWORKS_MANY; i++) {
                login(world, email, "Wrong-" + i, "203.0.113." + i);
            }
            Await.until(() -> cases(world).contains("brute_force_account"));

            assertEquals(401, login(world, email, PASSWORD, "203.0.113.200").status(), "as a wrong password");
            assertEquals(200, login(world, email, PASSWORD, "198.51.100.1").status(), "where they were before");
            assertTrue(request(world, "security lift", numberOf(world, "brute_force_account"))
                    .isDone());
            assertEquals(200, login(world, email, PASSWORD, "203.0.113.201").status());
        }
    }

    @Test
    void networkThatTriesManyAccountsIsLockedOut() {
        try (IdentityWorld world = world(Map.of("FLOWEX_LOCKOUT_PER_ADDRESS", "8"))) {
            String email = freshEmail();
            world.register(email, PASSWORD);
            for (int i = 0; i < 8; i++) {
                login(world, "nobody" + i + "@example.com", PASSWORD, "203.0.113.7");
            }
            Await.until(() -> cases(world).contains("brute_force_address"));
            assertEquals(429, login(world, email, PASSWORD, "203.0.113.7").status());
            assertEquals(200, login(world, email, PASSWORD, "203.0.113.8").status());
        }
    }

    @Test
    void networkThatTriesEachAccountTwiceIsDetected() {
        try (IdentityWorld world = world(Map.of("FLOWEX_LOCKOUT_PER_ADDRESS", "8"))) {
            for (int i = 0; i < 8; i++) {
                assertFalse(cases(world).contains("brute_force_address"));
                login(world, "nobody" + i / 2 + "@example.com", PASSWORD, "203.0.113.7");
            }
            Await.until(() -> cases(world).contains("brute_force_address"));
        }
    }

    @Test
    void impossibleTravelFreezesWithdrawalsUntilTheOperatorDecides(@TempDir Path folder) throws IOException {
        Path countries = folder.resolve("countries.csv");
        Files.writeString(countries, "# networks\n198.51.100.0/24,DE\n203.0.113.0/24,AU\n");
        try (IdentityWorld world = world(Map.of("FLOWEX_COUNTRIES_FILE", countries.toString()))) {
            String email = freshEmail();
            world.register(email, PASSWORD);
            long user = id(world, login(world, email, PASSWORD, "198.51.100.1"));
            AttackDetector guard = world.access.guard();
            Await.until(() -> {
                login(world, email, PASSWORD, "203.0.113." + number.incrementAndGet());
                return cases(world).contains("impossible_travel");
            });
            Refusal frozen = assertThrows(Refusal.class, () -> guard.withdraws(TENANT, user, false));
            assertEquals(RefusalCode.ACCOUNT_RESTRICTED, frozen.code());
            request(world, "security lift", numberOf(world, "impossible_travel"));
            assertDoesNotThrow(() -> guard.withdraws(TENANT, user, false));
        }
    }

    @Test
    void withoutATableOfCountriesANewNetworkIsNotedAndNothingIsDone() {
        try (IdentityWorld world = world(Map.of())) {
            String email = freshEmail();
            world.register(email, PASSWORD);
            long user = id(world, login(world, email, PASSWORD, "198.51.100.1"));
            Await.until(() -> {
                login(world, email, PASSWORD, "203.0.113." + number.incrementAndGet());
                return cases(world).contains("new_network, user " + user + ", noted");
            });
            assertDoesNotThrow(() -> world.access.guard().withdraws(TENANT, user, false));
        }
    }

    @Test
    void aKeyThatMayWithdrawAndSignsSomewhereNewFreezesWithdrawals() {
        try (IdentityWorld world = world(Map.of())) {
            TestAnswer tokens = world.newUser(freshEmail());
            long user = id(world, tokens);
            Caller caller = caller(world, tokens, new Credential.Key("fx1_key"));
            AttackDetector guard = world.access.guard();
            Await.until(() -> {
                guard.keyUsed(caller, address(number.incrementAndGet()));
                return cases(world).contains("key_from_new_network");
            });
            assertThrows(Refusal.class, () -> guard.withdraws(TENANT, user, false));
        }
    }

    private static Caller caller(IdentityWorld world, TestAnswer tokens, Credential credential) {
        long user = id(world, tokens);
        Caller session = Caller.inSession(
                user,
                new AccountId(TENANT, 1_000 + user),
                Set.of(Role.TRADER),
                true,
                "00000000-0000-0000-0000-000000000001");
        return new Caller(session.userId(), session.account(), session.roles(), session.permissions(), credential);
    }

    @Test
    void userWithManyForbiddenRequestsIsLoggedOut() {
        try (IdentityWorld world = world(Map.of())) {
            TestAnswer tokens = world.newUser(freshEmail());
            for (int i = 0; i < AttackDetector.REFUSALS_MANY; i++) {
                assertEquals(
                        403, world.server.get("/api/v1/users/", access(tokens)).status());
            }
            Await.until(() -> cases(world).contains("refused_permissions"));
            Await.until(() -> world.me(tokens).status() == 401);
        }
    }

    @Test
    void aWithdrawalSoonAfterAResetIsNotedOnceAndItsSecondPersonIsTheWalletsToCall() {
        try (IdentityWorld world = world(Map.of())) {
            long user = id(world, world.newUser(freshEmail()));
            world.access.guard().withdraws(TENANT, user, true);
            world.access.guard().withdraws(TENANT, user, true);
            Await.until(() -> cases(world).contains("withdrawal_after_reset, user " + user));
            assertEquals(1, cases(world).lines().count());
        }
    }

    @Test
    void noteOnlyModeTakesNoAction() {
        try (IdentityWorld world = new IdentityWorld(Map.of("FLOWEX_ATTACK_DETECTION", "note"))) {
            TestAnswer tokens = world.newUser(freshEmail());
            for (int i = 0; i < AttackDetector.REFUSALS_MANY; i++) {
                world.server.get("/api/v1/users/", access(tokens));
            }
            Await.until(() -> cases(world).contains("refused_permissions"));
            assertTrue(cases(world).contains("noted"));
            assertEquals(200, world.me(tokens).status());
        }
    }
}
