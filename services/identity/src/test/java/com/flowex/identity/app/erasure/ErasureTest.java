package com.flowex.identity.app.erasure;

import static com.flowex.identity.IdentityWorld.access;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.testing.TestAnswer;
import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.command.RestrictAccount;
import com.flowex.domain.value.AccountId;
import com.flowex.identity.IdentityWorld;
import com.flowex.identity.app.person.ExternalPersonData;
import com.flowex.identity.store.person.ErasureLog;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(900)
class ErasureTest {

    private static final String ERASURE = "/api/auth/erasure";

    @TempDir
    private Path folder = Path.of("target");

    private final List<String> left = new ArrayList<>();
    private final List<String> sentByOthers = new ArrayList<>();
    private final List<Instant> dueDates = new ArrayList<>();
    private final List<String> dust = new ArrayList<>();
    private final ExternalPersonData.Forfeits small = new ExternalPersonData.Forfeits() {
        @Override
        public List<String> of(AccountId account) {
            return List.copyOf(dust);
        }

        @Override
        public List<String> unclaimed(AccountId account) {
            return List.copyOf(sentByOthers);
        }

        @Override
        public Map<AccountId, List<String>> held(int tenant, Collection<AccountId> accounts) {
            return accounts.stream()
                    .filter(_ -> !sentByOthers.isEmpty())
                    .collect(Collectors.toMap(account -> account, _ -> List.copyOf(sentByOthers)));
        }

        @Override
        public List<String> take(AccountId account, String cause) {
            List<String> taken = List.copyOf(dust);
            dust.clear();
            return taken;
        }
    };
    private final ExternalPersonData.Holdings holdings = new ExternalPersonData.Holdings() {
        @Override
        public List<String> of(AccountId account) {
            return Stream.concat(left.stream(), sentByOthers.stream().map(amount -> "a balance of " + amount))
                    .toList();
        }

        @Override
        public List<String> begun(AccountId account) {
            return List.copyOf(left);
        }
    };
    private final DatabaseChoice.Server database = IdentityWorld.freshDatabase();
    private final List<IdentityWorld> worlds = new ArrayList<>();

    private IdentityWorld world() {
        IdentityWorld world = new IdentityWorld(
                database,
                Map.of("FLOWEX_ERASED_DIR", folder.toString()),
                new ExternalPersonData(List.of(), holdings, small, List.of(), (_, due, _) -> dueDates.add(due)));
        worlds.add(world);
        return world;
    }

    @AfterEach
    void stop() {
        worlds.forEach(IdentityWorld::close);
    }

    @Test
    void dueErasureRemovesTheUserAndTheirLoginForGood() {
        IdentityWorld world = world();
        String email = freshEmail();
        TestAnswer ada = world.newUser(email);
        world.patch("/api/auth/profile", Map.of("country", "GB"), ada);
        world.post("/api/auth/consents", Map.of("document", "terms", "version", "1"), ada);
        world.post("/api/auth/api-keys", Map.of("label", "bot", "permissions", List.of("read")), ada);
        assertEquals(202, request(world, ada).status());
        assertEquals("waiting", state(world, ada));
        assertEquals(0, world.people.erasures().eraseDue(1), "not before its time");

        erase(world);

        assertEquals(401, world.me(ada).status());
        assertEquals(401, world.login(email, IdentityWorld.PASSWORD).status());
        assertEquals(
                "0", count(world, "identity.users WHERE email = '" + email + "' OR first_name = 'Test' AND id > 2"));
        assertEquals("0", count(world, "identity.api_keys"));
        assertEquals("0", count(world, "identity.profiles"));
        assertEquals("1", count(world, "identity.person_keys WHERE key IS NULL"));
        assertEquals("1", count(world, "identity.consents"), "that somebody agreed stays");
        assertEquals(201, world.register(email, IdentityWorld.PASSWORD).status(), "the address is free again");
    }

    @Test
    void erasureIsRefusedWithTheListOfRemainingAssets() {
        IdentityWorld world = world();
        TestAnswer user = world.newUser(freshEmail());
        left.add("a balance of BTC");
        TestAnswer refused = request(world, user);
        assertEquals(409, refused.status());
        assertEquals("account_in_use", refused.json().path("code").asText());
        assertTrue(refused.text().contains("a balance of BTC"), refused.text());

        left.clear();
        request(world, user);
        left.add("2 open orders");
        erase(world);
        assertEquals("refused", state(world, user));
        assertEquals(200, world.me(user).status());
    }

    @Test
    void dustIsShownAndForfeitedOnErasure() {
        IdentityWorld world = world();
        TestAnswer user = world.newUser(freshEmail());
        dust.add("0.000001 USDT");
        assertEquals(
                "[\"0.000001 USDT\"]",
                world.get(ERASURE, user).json().path("forfeited").toString());

        assertEquals(202, request(world, user).status());
        erase(world);

        assertEquals(401, world.me(user).status(), "erased");
        assertEquals(List.of(), dust);
        Await.until(() -> count(
                        world, "platform.audit_entries WHERE outcome = 'forfeited' AND after LIKE '%0.000001 USDT%'")
                .equals("1"));
    }

    /** A right that a stranger could take away, by a payment before each date, would be none. */
    @Test
    void depositsAfterTheRequestDoNotDelayErasureAndStayInTheAccount() {
        IdentityWorld world = world();
        TestAnswer user = world.newUser(freshEmail());
        sentByOthers.add("10 USDT");
        assertEquals(409, request(world, user).status(), "before the request it is the person's to take out");
        assertEquals("no account of an erased person holds money", unclaimed(world, 0), "a person who is there");
        sentByOthers.clear();

        assertEquals("[]", request(world, user).json().path("unclaimed").toString());
        sentByOthers.add("10 USDT");
        assertEquals(
                "[\"10 USDT\"]",
                world.get(ERASURE, user).json().path("unclaimed").toString());
        erase(world);

        assertEquals(401, world.me(user).status(), "erased");
        Await.until(() -> count(world, "platform.audit_entries WHERE outcome = 'unclaimed' AND after LIKE '%10 USDT%'")
                .equals("1"));
        sentByOthers.add("0.5 BTC");
        long number =
                Long.parseLong(text(world, "SELECT max(id)::text FROM identity.users WHERE email LIKE 'erased-%'"));
        String line = unclaimed(world, number - 1);
        assertTrue(line.startsWith("account " + (1_000 + number) + " of user " + number + ", erased 2"), line);
        assertTrue(line.endsWith(": 10 USDT, 0.5 BTC"), line);
        assertEquals(line, unclaimed(world, 0));
        assertEquals("no account of an erased person holds money", unclaimed(world, number));
        assertEquals(
                "no account of an erased person holds money",
                Objects.requireNonNull(world.people.commands().get("unclaimed list"))
                        .answer(2, List.of("0"))
                        .text(),
                "another tenant's");
    }

    private static String unclaimed(IdentityWorld world, long after) {
        return Objects.requireNonNull(world.people.commands().get("unclaimed list"))
                .answer(1, List.of(Long.toString(after)))
                .text();
    }

    @Test
    void assetFoundDuringClosureReopensTheAccount() {
        IdentityWorld world = world();
        String email = freshEmail();
        TestAnswer user = world.newUser(email);
        request(world, user);
        world.aheadSeconds.set(Duration.ofDays(15).toSeconds());
        world.people.erasures().eraseDue(1);
        assertEquals(401, world.me(user).status(), "nobody gets in");
        assertEquals(AccountRestriction.SUSPENDED, newestRestriction(world), "no order is left to fill");
        left.add("1 withdrawals under way");
        world.aheadSeconds.addAndGet(120);
        assertEquals(0, world.people.erasures().eraseDue(1));
        world.aheadSeconds.set(0);

        TestAnswer back = world.login(email, IdentityWorld.PASSWORD);
        assertEquals(200, back.status(), back.text());
        assertEquals("refused", state(world, back));
        assertEquals(AccountRestriction.NONE, newestRestriction(world));
        assertEquals(202, request(world, back, left::clear).status(), "and may ask again");
    }

    private static AccountRestriction newestRestriction(IdentityWorld world) {
        return world.exchange.commands().stream()
                .filter(RestrictAccount.class::isInstance)
                .map(RestrictAccount.class::cast)
                .toList()
                .getLast()
                .restriction();
    }

    @Test
    void canceledErasureKeepsTheUser() {
        IdentityWorld world = world();
        TestAnswer user = world.newUser(freshEmail());
        request(world, user);
        assertEquals(204, world.server.delete(ERASURE, access(user)).status());
        assertEquals(404, world.server.delete(ERASURE, access(user)).status());
        erase(world);
        assertEquals("canceled", state(world, user));
        assertEquals(200, world.me(user).status());
    }

    @Test
    void stolenSessionCannotEraseAndAnAdministratorMustBeDemotedFirst() {
        IdentityWorld world = world();
        TestAnswer user = world.newUser(freshEmail());
        assertEquals(
                403,
                world.post(ERASURE, Map.of("password", "another-Pass123!"), user)
                        .status());
        TestAnswer refused = world.post(ERASURE, Map.of("password", "admin123"), world.admin());
        assertEquals(409, refused.status());
        assertTrue(refused.text().contains("the role"), refused.text());
    }

    @Test
    void erasureIsRepeatedInARestoredOlderDatabase() throws IOException {
        IdentityWorld world = world();
        String email = freshEmail();
        TestAnswer user = world.newUser(email);
        world.patch("/api/auth/profile", Map.of("country", "GB"), user);
        UUID owner =
                UUID.fromString(text(world, "SELECT owner::text FROM identity.users WHERE email = '" + email + "'"));
        // A list names a person of whom the database knows nothing: the copy is older.
        new ErasureLog(folder).add(new ErasureLog.Erased(1, owner, Instant.parse("2026-01-02T03:04:05Z")));
        Files.writeString(folder.resolve("erased"), "1 cut-o", StandardOpenOption.APPEND);

        IdentityWorld restored = world();

        assertEquals(401, restored.login(email, IdentityWorld.PASSWORD).status());
        assertEquals("1", count(restored, "identity.person_keys WHERE key IS NULL"));
        new ErasureLog(folder).add(new ErasureLog.Erased(1, UUID.randomUUID(), Instant.now()));
        assertEquals(2, new ErasureLog(folder).all().size(), "the line that was cut off is gone");
        assertFalse(Files.readString(folder.resolve("erased")).contains(email));
    }

    private TestAnswer request(IdentityWorld world, TestAnswer user) {
        return world.post(ERASURE, Map.of("password", IdentityWorld.PASSWORD), user);
    }

    private TestAnswer request(IdentityWorld world, TestAnswer user, Runnable before) {
        before.run();
        return request(world, user);
    }

    /** Everything that is due within three weeks, twice: nothing is done that was done. */
    private void erase(IdentityWorld world) {
        world.aheadSeconds.set(Duration.ofDays(15).toSeconds());
        world.people.erasures().eraseDue(1);
        world.aheadSeconds.addAndGet(120);
        world.people.erasures().eraseDue(1);
        world.people.erasures().eraseDue(1);
        world.aheadSeconds.set(0);
    }

    private static String state(IdentityWorld world, TestAnswer user) {
        return world.get(ERASURE, user).json().path("state").asText();
    }

    private static String count(IdentityWorld world, String from) {
        return text(world, "SELECT count(*)::text FROM " + from);
    }

    private static String text(IdentityWorld world, String sql) {
        return world.stand.database().query(1, transaction -> Sql.one(transaction, row -> row.getString(1), sql)
                .orElseThrow());
    }
}
