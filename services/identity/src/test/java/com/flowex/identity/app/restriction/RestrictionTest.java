package com.flowex.identity.app.restriction;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.access;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Role;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestTenants;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.RejectReason;
import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.account.KillScope;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.OpenOwnedAccount;
import com.flowex.domain.command.RestrictAccount;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.event.AccountRestricted;
import com.flowex.domain.event.KillSwitchSet;
import com.flowex.domain.value.AccountId;
import com.flowex.identity.HeldUser;
import com.flowex.identity.IdentityWorld;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.testing.Await;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Restrictions of users: decided once, obeyed at once, sent until the exchange has answered, over at their end. */
@Timeout(900)
class RestrictionTest {

    private static final String USERS = "/api/v1/users/";

    private final DatabaseChoice.Server database = IdentityWorld.freshDatabase();
    private final Map<AccountId, AccountRestriction> left = new ConcurrentHashMap<>();
    private final Set<AccountId> stopped = ConcurrentHashMap.newKeySet();
    private final Set<AccountId> unknown = ConcurrentHashMap.newKeySet();
    private IdentityWorld world = new IdentityWorld(database, Map.of());
    private TestAnswer root = world.admin();

    private record Person(String id, String email, AccountId account, TestAnswer tokens) {
        long number() {
            return Long.parseLong(id);
        }
    }

    @BeforeEach
    void exchange() {
        world.exchange.answer(this::engine);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    /** Restricts as the engine does: what is so already is no event. */
    private Outcome engine(Command command) {
        return switch (command) {
            case RestrictAccount(AccountId account, var _)
            when unknown.contains(account) -> new Outcome.Rejected(RejectReason.UNKNOWN_ACCOUNT, 1);
            case RestrictAccount(AccountId account, AccountRestriction restriction) -> {
                boolean changed = left.put(account, restriction) != restriction;
                yield new Outcome.Accepted(
                        1, 1, changed ? List.of(new AccountRestricted(account, restriction)) : List.of());
            }
            case SetKillSwitch(KillScope.OfAccount scope, boolean isOn) -> {
                boolean changed = isOn ? stopped.add(scope.account()) : stopped.remove(scope.account());
                yield new Outcome.Accepted(1, 1, changed ? List.of(new KillSwitchSet(scope, isOn)) : List.of());
            }
            case OpenOwnedAccount(AccountId account, var _) -> {
                unknown.remove(account);
                yield new Outcome.Accepted(1, 1, List.of());
            }
            default -> new Outcome.Accepted(1, 1, List.of());
        };
    }

    private AccountRestriction left(Person person) {
        return left.getOrDefault(person.account(), AccountRestriction.NONE);
    }

    private long timesCommanded(Person person) {
        return world.exchange.commands().stream()
                .filter(each -> each instanceof RestrictAccount account
                        && account.account().equals(person.account()))
                .count();
    }

    private Person person(String... roles) {
        String email = freshEmail();
        Map<String, Object> form = Map.of(
                "email", email, "password", PASSWORD, "first_name", "A", "last_name", "B", "roles", List.of(roles));
        JsonNode made = world.post(USERS, form, root).json();
        return new Person(
                made.path("id").asText(),
                email,
                new AccountId(1, made.path("account").asLong()),
                world.login(email, PASSWORD));
    }

    private TestAnswer restrict(Person person, String kind, TestAnswer by) {
        return world.post(USERS + person.id() + "/restrictions", Map.of("kind", kind, "reason", "case 12"), by);
    }

    private TestAnswer lift(Person person, TestAnswer restriction, TestAnswer by) {
        String id = restriction.json().path("id").asText();
        return world.server.delete(USERS + person.id() + "/restrictions/" + id, access(by));
    }

    private JsonNode newest(Person person) {
        return world.get(USERS + person.id() + "/restrictions", root)
                .json()
                .path("items")
                .path(0);
    }

    private boolean isCarriedOut(Person person) {
        return newest(person).path("carried_out").asBoolean();
    }

    private String status(Person person) {
        return world.get(USERS + person.id(), root).json().path("status").asText();
    }

    @Test
    void suspendedUserIsLoggedOutAndTheirAccountStopsUntilLifted() {
        Person user = person("trader");

        TestAnswer set = restrict(user, "suspended", root);

        assertEquals(201, set.status(), set.text());
        assertEquals(AccountRestriction.SUSPENDED, left(user), "the exchange knows it when the administrator does");
        assertTrue(set.json().path("carried_out").asBoolean());
        assertEquals(401, world.me(user.tokens()).status(), "the session has ended");
        assertEquals("user_suspended", world.login(user.email(), PASSWORD).code());
        assertTrue(isCarriedOut(user));
        TestAnswer lifted = lift(user, set, root);
        assertEquals(200, lifted.status(), lifted.text());
        assertEquals(AccountRestriction.NONE, left(user));
        assertEquals(200, world.login(user.email(), PASSWORD).status());
        assertEquals("case 12", newest(user).path("reason").asText());
        assertFalse(newest(user).path("ended_by").isNull());
        assertEquals("already_decided", lift(user, set, root).code());
    }

    @Test
    void liftedRestrictionLeavesTheKillSwitchAndAnInactiveUserUnchanged() {
        Person user = person("trader");
        stopped.add(user.account());
        world.patch(USERS + user.id(), Map.of("status", "suspended"), root);
        TestAnswer set = restrict(user, "suspended", root);

        lift(user, set, root);

        assertTrue(stopped.contains(user.account()));
        assertEquals(AccountRestriction.SUSPENDED, left(user), "the status keeps the user out still");
        assertEquals("suspended", status(user));
    }

    /** An older version had the account stopped with the operators' switch; from now on the switch is theirs again. */
    @Test
    void accountStoppedByAnOlderVersionIsSuspendedInstead() {
        Person user = person("trader");
        TestAnswer set = restrict(user, "suspended", root);
        left.clear();
        stopped.add(user.account());
        world.stand
                .database()
                .query(1, transaction -> Sql.execute(transaction, "UPDATE identity.restrictions SET stopped = true"));

        world.access.restrictions().start();

        Await.until(() -> left(user) == AccountRestriction.SUSPENDED && !stopped.contains(user.account()));
        stopped.add(user.account());
        lift(user, set, root);
        assertEquals(AccountRestriction.NONE, left(user));
        assertTrue(stopped.contains(user.account()), "somebody has stopped it since");
    }

    @Test
    void stricterOfTwoRestrictionsHoldsUntilItEnds() {
        Person user = person("trader");
        restrict(user, "reduce_only", root);
        assertEquals(AccountRestriction.REDUCE_ONLY, left(user));
        TestAnswer suspended = restrict(user, "suspended", root);
        assertEquals(AccountRestriction.SUSPENDED, left(user));
        restrict(user, "no_withdrawals", root);
        assertEquals(AccountRestriction.SUSPENDED, left(user));

        lift(user, suspended, root);
        assertEquals(AccountRestriction.REDUCE_ONLY, left(user));
    }

    @Test
    void restrictionMustBeLiftedBeforeReactivation() {
        Person user = person("trader");
        TestAnswer set = restrict(user, "suspended", root);

        TestAnswer active = world.patch(USERS + user.id(), Map.of("status", "active"), root);

        assertEquals("account_restricted", active.code(), active.text());
        lift(user, set, root);
        assertEquals("active", status(user));
    }

    @Test
    void reduceOnlyUserCanLogInAndTheExchangeIsCommandedOnce() {
        Person user = person("trader");

        TestAnswer set = restrict(user, "reduce_only", root);

        assertEquals(201, set.status());
        assertTrue(set.json().path("carried_out").asBoolean());
        assertEquals(AccountRestriction.REDUCE_ONLY, left(user));
        assertEquals(1, timesCommanded(user));
        assertEquals(200, world.login(user.email(), PASSWORD).status());
    }

    /** An account that is not in the log is opened before it is restricted: there is no moment at which it has everything left. */
    @Test
    void anAccountThatTheLogDoesNotKnowIsOpenedForIt() {
        Person user = person("trader");
        unknown.add(user.account());

        TestAnswer set = restrict(user, "reduce_only", root);

        assertTrue(set.json().path("carried_out").asBoolean());
        assertEquals(AccountRestriction.REDUCE_ONLY, left(user));
    }

    /** An unanswered command may still be on its way, from another process, too: it is sent again when that is over. */
    @Test
    void unansweredRestrictionIsSentAgainAMinuteLater() {
        Person user = person("trader");
        world.exchange.answer(command -> command instanceof RestrictAccount ? new Outcome.Unknown() : engine(command));
        TestAnswer set = restrict(user, "reduce_only", root);
        assertEquals(201, set.status(), set.text());
        assertFalse(set.json().path("carried_out").asBoolean(), "nobody has answered");
        world.exchange.answer(this::engine);
        Await.until(() -> isCarriedOut(user));
        left.remove(user.account());

        world.aheadSeconds.set(70);

        Await.until(() -> left(user) == AccountRestriction.REDUCE_ONLY);
    }

    @Test
    void withdrawalBlockIsReportedUntilItEnds() {
        Person user = person("trader");
        TestAnswer set = restrict(user, "no_withdrawals", root);

        Refusal why =
                assertThrows(Refusal.class, () -> world.access.restrictions().requireMayPay(1, user.number()));

        assertEquals("account_restricted", why.code().code());
        assertDoesNotThrow(() -> world.access.restrictions().requireMayPay(2, user.number()));
        lift(user, set, root);
        assertDoesNotThrow(() -> world.access.restrictions().requireMayPay(1, user.number()));
    }

    @Test
    void endedRestrictionStaysEndedWhenTheClockIsSetBack() {
        Person user = person("trader");
        String end = Instant.now().plusSeconds(3_600).toString();
        TestAnswer set = world.post(
                USERS + user.id() + "/restrictions",
                Map.of("kind", "suspended", "reason", "case 12", "ends_at", end),
                root);
        assertEquals(201, set.status(), set.text());
        assertEquals(AccountRestriction.SUSPENDED, left(user));

        world.aheadSeconds.set(3_700);

        Await.until(() -> "active".equals(status(user)) && left(user) == AccountRestriction.NONE);
        world.aheadSeconds.set(0);
        assertEquals(200, world.login(user.email(), PASSWORD).status());
        assertTrue(newest(user).path("ended_by").isNull(), "nobody lifted it");
        assertFalse(newest(user).path("ended_at").isNull());
    }

    @Test
    void oneOfTwoConcurrentRestrictionsIsRefused() throws Exception {
        Person user = person("trader");
        Person other = person("admin");

        List<TestAnswer> answers = HeldUser.meanwhile(
                world,
                user.number(),
                List.of(() -> restrict(user, "suspended", root), () -> restrict(user, "suspended", other.tokens())));

        assertEquals(
                List.of(201, 409),
                answers.stream().map(TestAnswer::status).sorted().toList());
        assertEquals(
                1,
                world.get(USERS + user.id() + "/restrictions", root)
                        .json()
                        .path("items")
                        .size());
    }

    @Test
    void unansweredRestrictionIsSentAgainByTheNextProcess() {
        Person user = person("trader");
        world.exchange.answer(command -> command instanceof RestrictAccount && engine(command) != null
                ? new Outcome.Unknown()
                : engine(command));
        TestAnswer set = restrict(user, "suspended", root);
        assertEquals(AccountRestriction.SUSPENDED, left(user));
        assertFalse(isCarriedOut(user), "its answer was lost");

        world.close();
        world = new IdentityWorld(database, Map.of());
        root = world.admin();
        world.exchange.answer(this::engine);

        Await.until(() -> isCarriedOut(user));
        lift(user, set, root);
        assertEquals(AccountRestriction.NONE, left(user));
    }

    @Test
    void restrictionsAreSentAgainToARestoredOlderExchange() {
        Person user = person("trader");
        restrict(user, "suspended", root);
        Await.until(() -> isCarriedOut(user));

        world.close();
        left.clear();
        world = new IdentityWorld(database, Map.of());
        root = world.admin();
        world.exchange.answer(this::engine);
        world.access.restrictions().start();

        Await.until(() -> left(user) == AccountRestriction.SUSPENDED);
    }

    @Test
    void ownMorePrivilegedAndForeignUsersCannotBeRestricted() {
        Person user = person("trader");
        Person admin = person("admin");
        String rootId = world.me(root).json().path("id").asText();
        int elsewhere = TestTenants.add(world.stand, "elsewhere").number();
        String stranger = world.stand
                .tokens()
                .issue(Caller.inSession(
                        99, new AccountId(elsewhere, 1_099), Set.of(Role.ADMIN, Role.SUPER_ADMIN), true, "elsewhere"));
        String path = USERS + user.id() + "/restrictions";
        String form = "{\"kind\":\"suspended\",\"reason\":\"x\"}";
        TestAnswer set = restrict(user, "no_withdrawals", root);

        assertEquals(403, restrict(admin, "suspended", admin.tokens()).status());
        assertEquals(
                403,
                world.post(USERS + rootId + "/restrictions", Map.of("kind", "suspended", "reason", "x"), admin.tokens())
                        .status());
        assertEquals(403, restrict(admin, "suspended", user.tokens()).status());
        assertEquals(404, world.server.get(path, stranger).status());
        int strange = world.server.post(path, form, stranger).status();
        assertTrue(strange == 404 || strange == 401, "status " + strange);
        strange = world.server
                .delete(path + "/" + set.json().path("id").asText(), stranger)
                .status();
        assertTrue(strange == 404 || strange == 401, "status " + strange);
        assertEquals("active", status(user));
        assertTrue(newest(user).path("ended_at").isNull());
    }

    @Test
    void invalidRestrictionFieldsAreRefusedByName() {
        Person user = person("trader");
        String path = USERS + user.id() + "/restrictions";

        TestAnswer wrong =
                world.post(path, Map.of("kind", "banned", "reason", "", "ends_at", "2020-01-01T00:00:00Z"), root);

        assertEquals("invalid_field", wrong.code());
        assertEquals(List.of("kind", "reason", "ends_at"), IdentityWorld.fields(wrong));
        assertEquals(404, world.server.delete(path + "/1", access(root)).status());
    }
}
