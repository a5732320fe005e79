package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Failure 26: each statement of the code says by itself whose rows it is about. Goal: no tenant predicate can go from any
 * statement without a test that fails. Method: row-level security stands aside; a tenant does everything that the API
 * offers; every statement is tried by {@link SqlAttack} as it comes by, whole and with each of its predicates taken out.
 */
@Timeout(900)
class StatementIsolationTest {

    /** Tables that may be read whole, and what they grow with: neither age nor users. */
    private static final Map<String, String> SMALL = Map.ofEntries(
            Map.entry("platform.tenants", "a row for each exchange, in memory anyway"),
            Map.entry("platform.numbers_of_tenants", "one row"),
            Map.entry("identity.tenant_numbers", "a row for each exchange; a rotation of keys goes through all"),
            Map.entry("platform.checkpoints", "a row for each view"),
            Map.entry("marketdata.assets", "a row for each asset, in memory anyway; compared with it all the time"),
            Map.entry("trading.assets", "a row for each asset, in memory anyway; compared with it all the time"),
            Map.entry("wallet.assets", "a row for each asset, in memory anyway; compared with it all the time"),
            Map.entry("trading.instruments", "a row for each market, in memory anyway; compared with it all the time"),
            Map.entry("platform.health_changes", "the newest ten thousand of thirty days; older ones go"),
            Map.entry("platform.audit_heads", "a row for each exchange; the retention goes through all"),
            Map.entry("platform.operator_asks", "what an operator asks lives for a minute"),
            Map.entry("platform.log_levels", "twenty at most"),
            Map.entry("operations.workers", "a row for each process of the last day"),
            Map.entry("listings.state", "one row"),
            Map.entry("listings.coins", "the largest coins of each provider; what is not named for a week goes"),
            Map.entry("listings.extras", "so many categories of each provider; what is not named for a week goes"),
            Map.entry("listings.validators", "a row for each question; what is not asked for a week goes"),
            Map.entry("listings.pulls", "a row for each kind of question"),
            Map.entry("outbox.wishes", "what an operator asks lives until it is done"),
            Map.entry("wallet.chapters", "one for a great many events"),
            Map.entry("wallet.marks", "one for a great many events"),
            Map.entry("custody.begun", "a row for each exchange that began without chains"),
            Map.entry("simchain.conditions", "one row"),
            Map.entry("simchain.blocks", "the newest of them: the simulated chain's own"),
            Map.entry("identity.ended_sessions", "two days of them, by a job that takes the older"));

    /** Statements that read whole tables, and why they have to. */
    private static final Map<String, String> WHOLE = Map.of(
            "INSERT INTO identity.orphaned_accounts (tenant_id, number) SELECT a.tenant, a.number",
            "an operator accepts that an older list of users lost some: all are compared, once",
            "SELECT count(*) FILTER (WHERE u.id IS NULL AND o.number IS NULL)",
            "a start compares all accounts with all users",
            "FROM (SELECT * FROM marketdata.",
            "an export of an exchange reads the trades of all: they are kept by market",
            "SELECT row_to_json(line)::text FROM (SELECT id, email, first_name, last_name, roles, status",
            "an export of an exchange reads all its users in order: which index is cheaper depends on statistics",
            "UPDATE sagas.due st1 SET picked",
            "what is due is found by its time and joined to the queue, which holds what waits and nothing else");

    /** Statements of requests that name no tenant on tables of tenants, and why they need not. */
    private static final Map<String, String> NAMELESS = Map.of(
            "FROM unnest(?::integer[]) AS market (id) CROSS JOIN unnest(?::bigint[]) WITH ORDINALITY AS asked",
            "it gets the tenant's own markets, whose numbers are unique over all tenants",
            "FROM marketdata.candle WHERE instrument_id = ? AND interval_seconds = 86400 AND open_seconds >= ?",
            "the task of daily risk, at 00:25, reads the tenant's own markets",
            "lead(minute_seconds) OVER (ORDER BY minute_seconds)",
            "the same task, about the same markets",
            "FROM (SELECT quantity, quote, time_nanos FROM marketdata.trade",
            "the worker of own markets, which are a source of an index price, reads the tenant's own markets",
            "SELECT to_regclass('marketdata.candle') IS NOT NULL",
            "whether the table is there: it reads no row");

    @TempDir
    private static Path folder;

    private static IsolationExchange isolation;
    private static SqlWitness witness;
    private static SqlAttack attack;
    private static SqlPlans plans;

    @BeforeAll
    static void walk() throws SQLException {
        List<SqlWitness.Observer> looking = new CopyOnWriteArrayList<>();
        witness = SqlWitness.call(execution -> {
            for (SqlWitness.Observer each : looking) {
                each.before(execution);
            }
        });
        isolation = IsolationExchange.start(
                folder,
                IsolationExchange.Rows.UNGUARDED,
                Map.of("FLOWEX_LOCKOUT_PER_ACCOUNT", "2", "FLOWEX_SOLVENCY_PROOFS_MAX", "1"));
        try (Connection owner = isolation.owner()) {
            StatementWalk walk = new StatementWalk(isolation, owner);
            walk.begin();
            attack = new SqlAttack(owner, StatementIsolationTest::mayMakeNoDifference);
            plans = new SqlPlans(owner, SMALL.keySet());
            looking.add(plans);
            looking.add(attack);
            walk.everything();
            walk.jobs(attack);
            looking.clear();
        }
    }

    private static boolean mayMakeNoDifference(String predicate) {
        return Stream.of(TenantPredicateExcuses.DOUBLED, TenantPredicateExcuses.BY_CHANCE)
                .flatMap(excuses -> excuses.keySet().stream())
                .anyMatch(predicate::contains);
    }

    @AfterAll
    static void stop() {
        isolation.close();
        witness.close();
    }

    @Test
    void everyStatementOfTheCodeThatNamesATenantWasTried() {
        Set<String> missing = new TreeSet<>();
        for (TenantPredicates.StatementText written : TenantPredicates.written()) {
            if (attack.tried().stream().noneMatch(written::isPartOf)) {
                missing.add(written.where() + ": " + written.text());
            }
        }
        // A new statement: let StatementWalk make the code say it.
        assertEquals("", String.join("\n", missing));
    }

    @Test
    void aStrangersNumberGivesNothingAndATwinChangesNothingInAnyStatement() {
        assertEquals("", String.join("\n", attack.leaks()));
    }

    @Test
    void noPredicateCanBeTakenOutOfAnyStatementUnnoticed() {
        List<String> survivors = new ArrayList<>(attack.survivors());
        System.out.printf(
                "proof: %d tenant predicates in %d statements, each taken out: %d noticed, %d cannot make a difference%n",
                attack.mutants(), attack.tried().size(), attack.mutants() - survivors.size(), survivors.size());
        survivors.removeIf(
                survivor -> TenantPredicateExcuses.BY_CHANCE.keySet().stream().anyMatch(survivor::contains));
        Set<String> excused = new TreeSet<>();
        survivors.removeIf(survivor -> TenantPredicateExcuses.DOUBLED.keySet().stream()
                .filter(survivor::contains)
                .peek(excused::add)
                .findFirst()
                .isPresent());
        assertEquals("", String.join("\n", survivors));
        assertEquals(TenantPredicateExcuses.DOUBLED.keySet(), excused, "what is excused is still there");
    }

    /** Row N: whatever is stored, a statement finds its rows by an index. */
    @Test
    void everyStatementFindsItsRowsByAnIndex() {
        System.out.printf("proof: %d statements find their rows by an index%n", plans.requested());
        assertEquals(
                "",
                plans.whole().entrySet().stream()
                        .filter(each -> WHOLE.keySet().stream().noneMatch(each.getKey()::contains))
                        .map(each -> each.getValue() + ": " + each.getKey())
                        .collect(Collectors.joining("\n")));
    }

    @Test
    void everyStatementOfARequestNamesItsTenant() {
        assertEquals(
                "",
                attack.unnamed().stream()
                        .filter(sql -> NAMELESS.keySet().stream().noneMatch(sql::contains))
                        .collect(Collectors.joining("\n")));
    }
}
