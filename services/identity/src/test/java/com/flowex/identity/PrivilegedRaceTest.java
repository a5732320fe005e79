package com.flowex.identity;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.access;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.auth.Role;
import com.flowex.access.testing.TestAnswer;
import com.flowex.identity.UserModel.Change;
import com.flowex.identity.app.password.Argon2id;
import com.flowex.identity.app.password.PasswordHashFunction;
import com.flowex.identity.store.credential.ApiKeysTable;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.platform.database.sql.Sql;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Closes finding F8: of two changes of one user, both answered with success, one was lost: suspended was active again, a
 * revoked role was back, closed was open. Every pair of what changes a user's access meets here after both have looked and
 * before either acts; whatever comes out must be what the ones that succeeded make of the user one after the other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class PrivilegedRaceTest {

    private static final String USERS = "/api/v1/users/";
    private static final String KEYS = "/api/auth/api-keys";

    /** Seeds of the run without a gate; one that fails joins them. */
    private static final List<Long> SEEDS = List.of(1L, 2L, 3L);

    private final IdentityWorld world = new IdentityWorld(Map.of("FLOWEX_DATABASE_POOL", "8"));
    private final TestAnswer root = world.admin();
    private final TestAnswer second = secondAdmin();

    @AfterAll
    void stop() {
        world.close();
    }

    private TestAnswer secondAdmin() {
        String email = freshEmail();
        made(email, "admin");
        return world.login(email, PASSWORD);
    }

    private String made(String email, String... roles) {
        TestAnswer made = world.post(
                USERS,
                Map.of(
                        "email",
                        email,
                        "password",
                        PASSWORD,
                        "first_name",
                        "Before",
                        "last_name",
                        "B",
                        "roles",
                        List.of(roles)),
                root);
        assertEquals(201, made.status(), made.text());
        return made.json().path("id").asText();
    }

    /** A user with everything that a change may take away. */
    private final class Target {

        final String email = freshEmail();
        final String id = made(email, "user", "analyst");
        final TestAnswer own = world.login(email, PASSWORD);
        final TestAnswer other = world.login(email, PASSWORD);
        final String key = newKey("first").json().path("api_key").asText();
        final OpaqueToken reset = resetToken();
        final String request = world.post(
                        "/api/v1/role-requests", Map.of("user_id", id, "role", "viewer", "reason", "because"), second)
                .json()
                .path("id")
                .asText();
        volatile Optional<TestAnswer> testAnswer = Optional.empty();

        TestAnswer newKey(String label) {
            return world.post(KEYS, Map.of("label", label, "permissions", List.of("read")), own);
        }

        private OpaqueToken resetToken() {
            OpaqueToken token = OpaqueToken.fresh(1);
            execute(
                    "INSERT INTO identity.one_time_tokens (tenant_id, token_hash, user_id, purpose, expires_at)"
                            + " VALUES (1, ?, ?, 'reset_password', now() + INTERVAL '1 hour')",
                    token.hash(),
                    Long.parseLong(id));
            return token;
        }

        TestAnswer make(Change change) {
            return switch (change) {
                case SUSPEND -> world.patch(USERS + id, Map.of("status", "suspended"), root);
                case REOPEN -> world.patch(USERS + id, Map.of("status", "active"), root);
                case CLOSE -> world.server.delete(USERS + id, access(root));
                case ADD_ROLE -> world.patch(USERS + id, Map.of("roles", List.of("user", "analyst", "trader")), root);
                case REVOKE_ROLE -> world.patch(USERS + id, Map.of("roles", List.of("user")), root);
                case APPROVE_ROLE -> world.post("/api/v1/role-requests/" + request + "/approve", Map.of(), root);
                case RENAME -> world.patch(USERS + id, Map.of("first_name", "After"), root);
                case RESET_PASSWORD ->
                    world.post(
                            "/api/auth/password/reset",
                            Map.of("token", reset.text(), "password", UserModel.PASSWORD_RESET));
                case CHANGE_PASSWORD ->
                    world.post(
                            "/api/auth/password/change",
                            Map.of("current_password", PASSWORD, "new_password", UserModel.PASSWORD_CHANGED),
                            own);
                case END_SESSIONS -> world.server.delete("/api/auth/sessions", access(own));
                case LOG_IN -> {
                    TestAnswer answer = world.login(email, PASSWORD);
                    if (answer.status() == 200) {
                        testAnswer = Optional.of(answer);
                    }
                    yield answer;
                }
                case MAKE_KEY -> newKey("second");
                case REMOVE_KEY -> world.server.delete(KEYS + "/" + key, access(own));
            };
        }

        /** The state now, as far as it is visible from outside or in the table. */
        UserModel now() {
            TestAnswer shown = world.get(USERS + id, root);
            Set<Role> roles = EnumSet.noneOf(Role.class);
            shown.json()
                    .path("roles")
                    .forEach(role -> roles.add(Role.of(role.asText()).orElseThrow()));
            return new UserModel(
                    shown.json().path("status").asText(),
                    roles,
                    shown.json().path("first_name").asText(),
                    password(),
                    isAlive(own),
                    isAlive(other),
                    testAnswer.filter(this::isAlive).isPresent(),
                    isActive("first"),
                    isActive("second"));
        }

        private boolean isAlive(TestAnswer session) {
            boolean token = world.me(session).status() == 200;
            boolean row = count(
                            "SELECT count(*) FROM identity.sessions s JOIN identity.refresh_tokens t"
                                    + " ON t.session_id = s.id WHERE t.token_hash = ?",
                            OpaqueToken.parse(IdentityWorld.refresh(session))
                                    .orElseThrow()
                                    .hash())
                    > 0;
            assertEquals(row, token, "an access token lives exactly as long as its session");
            return row;
        }

        private String password() {
            String hash = world.stand
                    .database()
                    .query(
                            1,
                            transaction -> Sql.one(
                                    transaction,
                                    row -> row.getString(1),
                                    "SELECT password_hash FROM identity.users WHERE id = ?",
                                    Long.parseLong(id)))
                    .orElseThrow();
            return Stream.of(PASSWORD, UserModel.PASSWORD_RESET, UserModel.PASSWORD_CHANGED)
                    .filter(password -> PasswordHashFunction.matches(password, hash, Argon2id.memory(0, 1)))
                    .findFirst()
                    .orElseThrow();
        }

        private boolean isActive(String label) {
            return count(
                            "SELECT count(*) FROM identity.api_keys WHERE user_id = ? AND label = ? AND status = 'active'",
                            Long.parseLong(id),
                            label)
                    > 0;
        }
    }

    private void execute(String sql, Object... values) {
        world.stand.database().query(1, transaction -> Sql.execute(transaction, sql, values));
    }

    private long count(String sql, Object... values) {
        return world.stand
                .database()
                .query(1, transaction -> Sql.one(transaction, row -> row.getLong(1), sql, values))
                .orElseThrow();
    }

    /** True if the pair is tried whatever its number. */
    private static boolean isAlwaysTried(Change one, Change other) {
        Set<Change> shutting = EnumSet.of(Change.SUSPEND, Change.CLOSE, Change.REVOKE_ROLE);
        return Boolean.getBoolean("flowex.full") || shutting.contains(one) || shutting.contains(other);
    }

    /**
     * The order of two that are made at once does not matter. Every second pair and all that shut a user out; all of
     * them for {@code ./flowex verify --full}.
     */
    @Test
    void noChangeOfAConcurrentPairIsLost() throws Exception {
        List<String> lost = new ArrayList<>();
        int pair = 0;
        for (Change one : Change.values()) {
            for (Change other : EnumSet.range(one, Change.REMOVE_KEY)) {
                if (pair++ % 2 != 0 && !isAlwaysTried(one, other)) {
                    continue;
                }
                Target target = new Target();
                UserModel before = target.now();
                List<TestAnswer> answers = HeldUser.meanwhile(
                        world, Long.parseLong(target.id), List.of(() -> target.make(one), () -> target.make(other)));
                check(target, before, List.of(one, other), answers).ifPresent(lost::add);
            }
        }
        assertEquals("", String.join("\n", lost));
    }

    /** A case without a read before: changes of a suspended and of a closed user. */
    @Test
    void concurrentChangeNeverReactivatesASuspendedUser() throws Exception {
        List<String> lost = new ArrayList<>();
        for (Change shut : List.of(Change.SUSPEND, Change.CLOSE)) {
            for (Change other : Change.values()) {
                Target target = new Target();
                target.make(Change.SUSPEND);
                UserModel before = target.now();
                List<TestAnswer> answers = HeldUser.meanwhile(
                        world, Long.parseLong(target.id), List.of(() -> target.make(shut), () -> target.make(other)));
                check(target, before, List.of(shut, other), answers).ifPresent(lost::add);
            }
        }
        assertEquals("", String.join("\n", lost));
    }

    @Test
    void threeChangesAtTheSameMomentLoseNothingEither() throws Exception {
        List<String> lost = new ArrayList<>();
        for (long seed : SEEDS) {
            Random random = new Random(seed);
            for (int round = 0; round < 8; round++) {
                Target target = new Target();
                UserModel before = target.now();
                List<Change> changes = shuffled(random).subList(0, 3);
                check(target, before, changes, atOnce(changes, target))
                        .ifPresent(subject -> lost.add("seed " + seed + ": " + subject));
            }
        }
        assertEquals("", String.join("\n", lost));
    }

    private static List<Change> shuffled(Random random) {
        List<Change> changes = new ArrayList<>(List.of(Change.values()));
        Collections.shuffle(changes, random);
        return changes;
    }

    private static List<TestAnswer> atOnce(List<Change> changes, Target target) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<TestAnswer>> work = changes.stream()
                    .<Callable<TestAnswer>>map(change -> () -> target.make(change))
                    .toList();
            List<TestAnswer> answers = new ArrayList<>();
            for (Future<TestAnswer> answer : threads.invokeAll(work)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    /** Faults of the outcome, if any. */
    private static Optional<String> check(
            Target target, UserModel before, List<Change> changes, List<TestAnswer> answers) {
        List<Change> succeeded = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            int status = answers.get(i).status();
            assertTrue(status < 500, changes.get(i) + ": " + answers.get(i).text());
            if (status / 100 == 2) {
                succeeded.add(changes.get(i));
            }
            lines.add(changes.get(i) + " " + status);
        }
        UserModel now = target.now();
        Set<UserModel> possible = UserModel.outcomes(before, succeeded);
        return possible.contains(now)
                ? Optional.empty()
                : Optional.of(lines + " gave " + now + ", possible were " + possible);
    }

    @Test
    void changeWithAVersionAppliesToThatVersionOnly() {
        Target target = new Target();
        long version = world.get(USERS + target.id, root).json().path("version").asLong();

        TestAnswer first = world.patch(USERS + target.id, Map.of("first_name", "X", "version", version), root);
        TestAnswer late = world.patch(USERS + target.id, Map.of("first_name", "Y", "version", version), root);

        assertEquals(200, first.status(), first.text());
        assertEquals(version + 1, first.json().path("version").asLong());
        assertEquals(409, late.status(), late.text());
        assertEquals("version_changed", late.code());
        assertEquals("X", target.now().firstName());
    }

    /** Two admins who shut each other out at the same moment: one of them was first. */
    @Test
    void requestOfAnAdminSuspendedMeanwhileIsRefused() throws Exception {
        String email = freshEmail();
        String id = made(email, "admin", "trader");
        TestAnswer admin = world.login(email, PASSWORD);
        Target target = new Target();

        List<TestAnswer> answers = HeldUser.meanwhile(
                world,
                Long.parseLong(id),
                List.of(
                        () -> world.patch(USERS + id, Map.of("status", "suspended"), root),
                        () -> world.patch(USERS + target.id, Map.of("roles", List.of("vip_trader")), admin)));

        assertEquals(List.of(200, 401), answers.stream().map(TestAnswer::status).toList());
        assertEquals(Set.of(Role.USER, Role.ANALYST), target.now().roles());
    }

    /** Closes finding F17's part: keys were counted by one and made by another. */
    @Test
    void concurrentKeyCreationKeepsTheLimit() throws Exception {
        Target target = new Target();
        for (int i = 1; i < ApiKeysTable.KEYS_MAX - 1; i++) {
            assertEquals(201, target.newKey("more").status());
        }

        List<TestAnswer> answers = HeldUser.meanwhile(
                world,
                Long.parseLong(target.id),
                List.of(() -> target.newKey("a"), () -> target.newKey("b"), () -> target.newKey("c")));

        assertEquals(
                List.of(201, 409, 409),
                answers.stream().map(TestAnswer::status).sorted().toList());
    }
}
