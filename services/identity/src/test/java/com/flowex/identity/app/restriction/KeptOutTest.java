package com.flowex.identity.app.restriction;

import static com.flowex.identity.IdentityWorld.access;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.testing.TestAnswer;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.RestrictAccount;
import com.flowex.domain.value.AccountId;
import com.flowex.identity.IdentityWorld;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.testing.Await;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A status that keeps a user out and a restriction of the same name end the same orders. */
@Timeout(900)
class KeptOutTest {

    private static final String USERS = "/api/v1/users/";

    private final IdentityWorld world = new IdentityWorld();
    private final TestAnswer root = world.admin();
    private final Map<AccountId, AccountRestriction> left = new ConcurrentHashMap<>();
    private final AtomicBoolean answers = new AtomicBoolean(true);

    @BeforeEach
    void exchange() {
        world.exchange.answer(this::engine);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private Outcome engine(Command command) {
        if (command instanceof RestrictAccount(AccountId account, AccountRestriction restriction)) {
            if (!answers.get()) {
                return new Outcome.Unknown();
            }
            left.put(account, restriction);
        }
        return new Outcome.Accepted(1, 1, List.of());
    }

    private AccountRestriction left(String user) {
        AccountId account = new AccountId(
                1, world.get(USERS + user, root).json().path("account").asLong());
        return left.getOrDefault(account, AccountRestriction.NONE);
    }

    private String user() {
        return world.me(world.newUser(freshEmail())).json().path("id").asText();
    }

    private int become(String user, String status) {
        return world.patch(USERS + user, Map.of("status", status), root).status();
    }

    @Test
    void aUserWhoseStatusKeepsThemOutHasNoOrdersUntilTheyAreLetInAgain() {
        for (String out : List.of("suspended", "closed")) {
            String user = user();

            assertEquals(200, become(user, out));

            assertEquals(AccountRestriction.SUSPENDED, left(user), "the exchange knows it when the administrator does");
            assertThrows(
                    Refusal.class,
                    () -> world.access.restrictions().requireMayPay(1, Long.parseLong(user)),
                    "nothing leaves");
            assertTrue(world.get(USERS + user + "/restrictions", root)
                    .json()
                    .path("items")
                    .isEmpty());
            world.patch(USERS + user, Map.of("first_name", "Ada"), root);
            assertEquals(AccountRestriction.SUSPENDED, left(user));
            assertEquals(200, become(user, "active"));
            assertEquals(AccountRestriction.NONE, left(user));
        }
        String deleted = user();
        assertEquals(204, world.server.delete(USERS + deleted, access(root)).status());
        assertEquals(AccountRestriction.SUSPENDED, left(deleted));
        assertEquals(
                "invalid_field",
                world.post(USERS + deleted + "/restrictions", Map.of("kind", "inactive", "reason", "x"), root)
                        .code());
    }

    /** A user who may no longer trade could not even cancel the orders that stay open. */
    @Test
    void aUserWhoseRolesNoLongerLetThemTradeHasNoOrders() {
        String user = user();
        assertEquals(200, roles(user, "trader"));
        assertEquals(AccountRestriction.NONE, left(user));

        assertEquals(200, roles(user, "viewer"));
        assertEquals(AccountRestriction.SUSPENDED, left(user));
        assertEquals(200, roles(user, "viewer", "analyst"), "as little as before");
        assertEquals(AccountRestriction.SUSPENDED, left(user));
        assertEquals(200, become(user, "suspended"));
        assertEquals(200, become(user, "active"));
        assertEquals(AccountRestriction.SUSPENDED, left(user), "active, and still without the right");

        assertEquals(200, roles(user, "trader"));
        assertEquals(AccountRestriction.NONE, left(user));
    }

    private int roles(String user, String... roles) {
        return world.patch(USERS + user, Map.of("roles", List.of(roles)), root).status();
    }

    @Test
    void suspensionIsSentAgainAfterAnOutageOfTheExchange() {
        String user = user();
        answers.set(false);

        assertEquals(200, become(user, "suspended"));
        assertEquals(AccountRestriction.NONE, left(user));
        answers.set(true);

        Await.until(() -> left(user) == AccountRestriction.SUSPENDED);
    }
}
