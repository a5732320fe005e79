package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Route;
import com.flowex.access.tenancy.Feature;
import com.flowex.platform.database.Database;
import com.flowex.platform.testing.TestRedis;
import com.flowex.testsupport.DailySample;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Failure 26: another tenant's id through every operation, stream and table returns nothing and changes nothing.
 *
 * <p>Two tenants with the same assets and markets. One has everything a tenant can have, and every mark by which it could be
 * recognised; the other's admin tries to get at it in every way the document offers ({@link CrossTenantAttacks}). A new
 * operation is tried too. That the attacks notice each check that is gone: {@code TenantChecksTest}; the statements by
 * themselves: {@code StatementIsolationTest}.
 */
@Timeout(900)
class IsolationTest {

    /** The probe looks at all tables for each that is opened, so the work grows with the square. */
    private static final int DAILY_TABLES = 6;

    @TempDir
    private static Path folder;

    private static IsolationExchange isolation;
    private static CrossTenantAttacks attacks;

    @BeforeAll
    static void start() throws SQLException {
        isolation = IsolationExchange.start(folder, IsolationExchange.Rows.GUARDED, Map.of());
        attacks = CrossTenantAttacks.on(isolation, "left", "right");
    }

    @AfterAll
    static void stop() {
        isolation.close();
    }

    static Stream<CrossTenantAttacks.Attack> attacks() {
        return attacks.all().stream();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void crossTenantAttackHasNoEffect(CrossTenantAttacks.Attack attack) throws SQLException {
        attack.attempt().run();
    }

    /** The same where sessions, attempts, marks and budgets are in Redis. */
    @Test
    @EnabledIfSystemProperty(named = "flowex.full", matches = "true")
    void crossTenantAttackHasNoEffectWithStoresInRedis(@TempDir Path beside) throws SQLException {
        try (TestRedis redis = TestRedis.start();
                IsolationExchange shared = IsolationExchange.start(
                        beside, IsolationExchange.Rows.GUARDED, Map.of(IsolationExchange.REDIS, redis.url()))) {
            for (CrossTenantAttacks.Attack attack :
                    CrossTenantAttacks.on(shared, "left", "right").all()) {
                attack.attempt().run();
            }
        }
    }

    @Test
    void noTableShowsOrGivesAwayAnotherTenantsRows() throws SQLException {
        try (Connection owner = isolation.owner();
                Database pools = isolation.pools();
                Connection app = pools.app().getConnection()) {
            assertEquals(List.of(), TableProbe.leaks(owner, app, attacks.right(), attacks.left()));
            assertTrue(TableProbe.tables(owner).size() > 25, "the probe finds the tables");
            // A new table without an owner is explained here: why nothing of a tenant is in it.
            List<String> ownerless = TableProbe.withoutOwner(owner);
            ownerless.removeIf(name -> name.endsWith(".flyway_schema_history"));
            assertEquals(
                    List.of(
                            "accounts.tenant_numbers", // numbers of tenants in the log
                            "custody.arrivals", // payments on a chain; read by its watcher and by the owner's number
                            "custody.begun", // a number of the log
                            "custody.scanned", // blocks
                            "custody.seed", // a fingerprint
                            "custody.watched", // addresses, which are public on a chain, and a number
                            "identity.ended_sessions", // random numbers of sessions that are over
                            "identity.tenant_numbers", // numbers of tenants
                            "listings.coins", // public data of providers
                            "listings.extras", // public data of providers
                            "listings.fiat_days", // rates that providers and the operator of the platform give
                            "listings.prices", // public data of providers
                            "listings.pulls", // results of the providers' pulls
                            "listings.state", // number of changes
                            "listings.validators", // validators of unchanged answers of providers
                            "operations.alerts", // alerts for the operator
                            "operations.due", // due times of tenants' tasks, and nothing else of them
                            "operations.health_reports", // states of the parts of a process
                            "operations.workers", // processes that work on tasks
                            "outbox.deliveries", // positions of consumers, by tenant
                            "outbox.lanes", // numbers of published messages by tenant, without their contents
                            "outbox.wishes", // requests of operators from the command line
                            "platform.change_numbers", // number of changes
                            "platform.checkpoints",
                            "platform.health_changes", // states of processes, without a tenant
                            "platform.log",
                            "platform.log_levels", // log levels of processes
                            "platform.numbers_of_tenants", // number of tenants ever made
                            "platform.operator_asks", // requests of operators to the running exchange
                            "platform.skipped_events", // events that the operator has a view skip, and the reasons
                            "platform.tenant_hosts", // hosts that resolve every request, before it has a tenant
                            "platform.tenants",
                            "platform.view_reports", // positions of views, and their stopped tenants
                            "sagas.due", // due times of sagas, and nothing else of them
                            "simchain.balances", // a chain is public
                            "simchain.blocks", // a chain is public
                            "simchain.conditions", // a chain is public
                            "simchain.nonces", // a chain is public
                            "simchain.transactions", // a chain is public
                            "wallet.chapters", // ranges of the log, and their starting times
                            "wallet.marks"), // places in the log
                    ownerless);
        }
    }

    /** The table probe is no decoration: it reports each table of which the wall is taken down, and that one alone. */
    @Test
    void theProbeReportsEveryTableWhoseRowLevelSecurityIsDropped() throws SQLException {
        try (Connection owner = isolation.owner();
                Database pools = isolation.pools();
                Connection app = pools.app().getConnection()) {
            for (TableProbe.Table table : DailySample.of("IsolationTest", TableProbe.tables(owner), DAILY_TABLES)) {
                for (String attack : List.of(
                        "ALTER TABLE " + table.name() + " DISABLE ROW LEVEL SECURITY",
                        "ALTER TABLE " + table.name() + " NO FORCE ROW LEVEL SECURITY",
                        "CREATE POLICY planted ON " + table.name() + " USING (true)")) {
                    execute(owner, attack);
                    assertEquals(
                            List.of(table.name()),
                            TableProbe.leaks(owner, app, attacks.right(), attacks.left()),
                            attack);
                    execute(owner, "DROP POLICY IF EXISTS planted ON " + table.name());
                    execute(owner, "ALTER TABLE " + table.name() + " ENABLE ROW LEVEL SECURITY");
                    execute(owner, "ALTER TABLE " + table.name() + " FORCE ROW LEVEL SECURITY");
                }
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        IsolationExchange.execute(connection, sql);
    }

    /** Every table that a projection may write: whatever view comes next is tried too. */
    @Test
    void requestsCannotWriteViews() throws SQLException {
        try (Connection owner = isolation.owner();
                Database pools = isolation.pools();
                Connection app = pools.app().getConnection()) {
            List<String> views = TableProbe.views(owner);
            assertTrue(views.containsAll(List.of("wallet.balances", "trading.open_orders")), views.toString());
            for (String table : views) {
                for (String attack : List.of(
                        "INSERT INTO " + table + " DEFAULT VALUES",
                        "UPDATE " + table + " SET " + TableProbe.aColumn(owner, table) + " = NULL",
                        "DELETE FROM " + table,
                        "TRUNCATE " + table)) {
                    SQLException refused = assertThrows(SQLException.class, () -> execute(app, attack), attack);
                    assertEquals("42501", refused.getSQLState(), attack);
                }
            }
        }
    }

    /** A trade between people that is under way is finished without the feature, and an offer is closed. */
    private static final Pattern P2P_UNDER_WAY =
            Pattern.compile("/api/v1/p2p/(trades/\\{id}/.+|own-offers/\\{id}/state)");

    /** A debt can always be repaid; a path that borrows too asks for the feature itself. */
    private static final Pattern REPAYS =
            Pattern.compile("/api/v1/margin/(repayments|isolated/\\{symbol\\}/transfers-out)|"
                    + "/sapi/v1/margin/(repay|borrow-repay|isolated/transfer)");

    /** Orders trade without the feature; one that borrows asks for it itself. */
    private static final Pattern MARGIN_ORDERS = Pattern.compile("/sapi/v1/margin/order.*");

    private static Feature featureOfTrade(String path) {
        if (MARGIN_ORDERS.matcher(path).matches()) {
            return Feature.TRADING;
        }
        if (path.startsWith("/api/v1/margin/") || path.startsWith("/sapi/v1/margin/")) {
            return Feature.MARGIN;
        }
        return path.startsWith("/api/v1/p2p/") ? Feature.P2P : Feature.TRADING;
    }

    /** A tenant that switches trading off has no way around it that was forgotten, nor will have. */
    @Test
    void everyRouteThatPlacesOrdersOrMovesMoneyIsPartOfAFeature() {
        Set<String> changeNothing = Set.of(
                "POST /api/trading/orders/resolve",
                "POST /api/trading/orders/cancel", // by the client's own ids; whoever may not trade may still end what
                // rests
                "PUT /api/trading/orders/timer",
                "PUT /api/v1/margin/leverage",
                "POST /sapi/v1/margin/max-leverage");
        for (Route route : isolation.flowEx().routes().all()) {
            if (route.access() instanceof Access.Permitted(Permission permission)
                    && !route.method().equals("GET")
                    && !route.method().equals("DELETE")
                    && !changeNothing.contains(route.name())
                    && !REPAYS.matcher(route.pattern()).matches()
                    && !P2P_UNDER_WAY.matcher(route.pattern()).matches()) {
                Optional<Feature> needed =
                        switch (permission) {
                            case TRADE -> Optional.of(featureOfTrade(route.pattern()));
                            case DEPOSIT -> Optional.of(Feature.DEPOSITS);
                            case WITHDRAW ->
                                Optional.of(
                                        route.pattern().equals("/api/wallet/transfers")
                                                ? Feature.TRANSFERS
                                                : Feature.WITHDRAWALS);
                            default -> Optional.empty();
                        };
                needed.ifPresent(feature -> assertEquals(Optional.of(feature), route.feature(), route.name()));
            }
        }
    }
}
