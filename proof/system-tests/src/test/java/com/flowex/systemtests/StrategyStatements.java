package com.flowex.systemtests;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Statements about strategies and back-tests that no request of the walk causes. */
final class StrategyStatements {

    private static final long NUMBER = 900_000;
    private static final long RUNNING = NUMBER + 10;
    private static final long ENDED = NUMBER + 20;
    private static final long STOPPING = NUMBER + 30;

    /** Back-test that runs here and has ended at the other tenant. */
    private static final long OTHERWISE = NUMBER + 40;

    private static final long OWNER = 1_001;

    private StrategyStatements() {}

    /** Two tenants have rows of the same numbers, and the other one has an earlier and a later one besides. */
    static void runAll(Connection owner, int tenant, StatementRunner runner) throws SQLException {
        String numbers =
                "FROM (VALUES (%1$d, %3$d), (%1$d, %3$d + 1), (%2$d, %3$d - 1), (%2$d, %3$d), (%2$d, %3$d + 1),"
                        + " (%2$d, %3$d + 2)) rows (tenant, id)";
        IsolationExchange.execute(owner, ("""
                INSERT INTO strategies.strategies (tenant_id, id, owner, name, version, created_at, changed_at)
                OVERRIDING SYSTEM VALUE
                SELECT tenant, id, 1001, 'rule ' || id, 1, now(), now()
                """ + numbers).formatted(tenant, tenant - 1, NUMBER));
        IsolationExchange.execute(owner, ("""
                INSERT INTO strategies.strategy_versions (tenant_id, strategy_id, version, source, parameters, created_at)
                SELECT tenant, id, 1, 'source', '[]', now()
                """ + numbers).formatted(tenant, tenant - 1, NUMBER));
        for (Map.Entry<String, Long> each :
                Map.of("waiting", NUMBER, "running", RUNNING, "done", ENDED).entrySet()) {
            IsolationExchange.execute(
                    owner, ("""
                    INSERT INTO strategies.backtests
                        (tenant_id, id, owner, state, request, requested_at, heartbeat_at, result, report)
                    OVERRIDING SYSTEM VALUE
                    SELECT tenant, id, 1001, '%4$s', '{}', now(), now(), '\\x00', '\\x00'
                    """ + numbers).formatted(tenant, tenant - 1, each.getValue(), each.getKey()));
        }
        for (Map.Entry<String, Long> each : Map.of(
                        "starting", NUMBER, "running", RUNNING, "stopped", ENDED, "stopping", STOPPING)
                .entrySet()) {
            IsolationExchange.execute(
                    owner, ("""
                    INSERT INTO strategies.runs
                        (tenant_id, id, owner, mode, state, request, start, created_at, started_at, ended_at, figures, holder,
                         heartbeat_at)
                    OVERRIDING SYSTEM VALUE
                    SELECT tenant, id, 1001, 'live', '%4$s', '{}', '{}', now(), now(),
                        CASE WHEN '%4$s' = 'stopped' THEN now() END, '{}', 'one', now()
                    """ + numbers).formatted(tenant, tenant - 1, each.getValue(), each.getKey()));
        }
        for (String kind : List.of("order", "step")) {
            IsolationExchange.execute(owner, ("""
                    INSERT INTO strategies.run_records (tenant_id, run_id, kind, number, is_open, content)
                    SELECT tenant, id, '%4$s', 1, '%4$s' = 'order', '{}'
                    """ + numbers).formatted(tenant, tenant - 1, RUNNING, kind));
        }
        IsolationExchange.execute(owner, ("""
                INSERT INTO strategies.backtests (tenant_id, id, owner, state, request, requested_at, heartbeat_at)
                OVERRIDING SYSTEM VALUE
                VALUES (%1$d, %3$d, 1001, 'running', '{}', now(), now()), (%2$d, %3$d, 1001, 'done', '{}', now(), now())
                """).formatted(tenant, tenant - 1, OTHERWISE));
        IsolationExchange.execute(owner, ("""
                INSERT INTO strategies.backtest_trials (tenant_id, backtest_id, split, number, reason, returns)
                SELECT tenant, id, 0, 0, '', '\\x'
                FROM unnest(ARRAY[%d, %d]) tenant, unnest(ARRAY[%d, %d, %d]) id
                """).formatted(tenant, tenant - 1, RUNNING, ENDED, OTHERWISE));
        for (String completed : List.of("NULL", "now()")) {
            IsolationExchange.execute(
                    owner,
                    ("""
                    INSERT INTO strategies.datasets (tenant_id, id, owner, name, symbol, created_at, completed_at, content)
                    OVERRIDING SYSTEM VALUE
                    SELECT tenant, id, 1001, 'file', 'ETH-USD', now(), %4$s, '\\x00'
                    """ + numbers)
                            .formatted(tenant, tenant - 1, completed.equals("NULL") ? NUMBER : ENDED, completed));
        }
        IsolationExchange.execute(owner, ("""
                INSERT INTO strategies.dataset_parts (tenant_id, dataset_id, number, content)
                SELECT tenant, id, 1, '\\x00'
                """ + numbers).formatted(tenant, tenant - 1, NUMBER));
        datasets(tenant, runner);
        String state = "SELECT id, state, ";
        runner.run(state + "true, progress", tenant, OWNER);
        runner.run(state + "false, progress", tenant, OWNER, ENDED);
        runner.run(state + "true, 0, last_bar_at", tenant, OWNER);
        runner.run(state + "false, 0, last_bar_at", tenant, OWNER, ENDED);
        strategies(tenant, runner);
        backtests(tenant, runner);
        runs(tenant, runner);
    }

    private static void runs(int tenant, StatementRunner runner) throws SQLException {
        Timestamp now = Timestamp.from(Instant.now());
        Timestamp later = Timestamp.from(Instant.now().plus(Duration.ofHours(1)));
        String from = "figures::text, step, entry FROM strategies.runs WHERE tenant_id = ? AND owner = ? AND ";
        String update = "UPDATE strategies.runs SET ";
        String delete = "DELETE FROM strategies.runs WHERE tenant_id = ? AND ";
        String rows = "FROM strategies.run_records WHERE tenant_id = ? AND run_id = ? AND ";
        runner.run("SELECT count(*) FROM strategies.runs WHERE tenant_id = ? AND owner = ?", tenant, OWNER);
        runner.run("SELECT count(*) FROM strategies.runs WHERE tenant_id = ? AND ended_at", tenant);
        runner.run(from + "id = ?", tenant, OWNER, NUMBER);
        runner.run(from + "id < ? ORDER BY id DESC LIMIT ?", tenant, OWNER, Long.MAX_VALUE, 10);
        runner.run(update + "state = 'running'", tenant, NUMBER, "one");
        runner.run(update + "step = ?", 1, 1, now, "{}", tenant, RUNNING, "one", 0, "running");
        String ofAll = "entry FROM strategies.runs WHERE tenant_id = ? AND id < ? ";
        runner.run(ofAll + "ORDER BY", tenant, Long.MAX_VALUE, 10);
        runner.run(ofAll + "AND ended_at", tenant, Long.MAX_VALUE, 10);
        runner.run(rows + "kind = ? AND number < ?", tenant, RUNNING, "order", 9, 10);
        runner.run(rows + "kind = ? AND number > ?", tenant, RUNNING, "order", 0, 10);
        runner.run(rows + "is_open ORDER BY number", tenant, RUNNING);
        runner.run("UPDATE strategies.run_records SET is_open = false", tenant, RUNNING);
        runner.run("DELETE FROM strategies.run_records", tenant, RUNNING, "step", 1);
        runner.run(update + "heartbeat_at = ?", now, tenant, "one");
        runner.run(update + "holder = ?, heartbeat_at = ?", "two", now, tenant, tenant, "two", later, 1);
        runner.run(update + "holder = ''", tenant, "one");
        runner.run(
                update + "state = 'stopping', reason = ?, detail = ? WHERE tenant_id = ? AND owner",
                "owner",
                "why",
                tenant,
                OWNER,
                RUNNING);
        runner.run(
                update + "state = 'stopping', reason = ?, detail = ? WHERE tenant_id = ? AND ended_at",
                "operator",
                "why",
                tenant);
        runner.run(update + "state = ?, ended_at = ?", "stopped", now, tenant, STOPPING, "one");
        runner.run("SELECT id FROM strategies.runs WHERE tenant_id = ? AND owner = ?", tenant, OWNER, 0);
        runner.run("figures::text AS figures", tenant, OWNER);
        runner.run(delete + "owner = ? AND id = ? AND ended_at", tenant, OWNER, ENDED);
        runner.run(delete + "owner = ? AND id <= ?", tenant, OWNER, ENDED + 1);
        runner.run(delete + "created_at < ?", tenant, later);
        runner.run(delete + "owner = ?::bigint", tenant, OWNER);
    }

    private static void datasets(int tenant, StatementRunner runner) throws SQLException {
        Timestamp now = Timestamp.from(Instant.now());
        Timestamp later = Timestamp.from(Instant.now().plus(Duration.ofHours(1)));
        String from = "manifest::text FROM strategies.datasets WHERE tenant_id = ? AND owner = ? AND ";
        String delete = "DELETE FROM strategies.datasets WHERE tenant_id = ? AND ";
        runner.run("SELECT count(*) FROM strategies.datasets", tenant, OWNER);
        runner.run("SELECT count(*) FROM (SELECT FROM strategies.datasets", tenant, 10);
        runner.run(from + "id = ?", tenant, OWNER, NUMBER);
        runner.run(from + "id < ? ORDER BY id DESC LIMIT ?", tenant, OWNER, Long.MAX_VALUE, 10);
        runner.run("SELECT id FROM strategies.datasets", tenant, OWNER, NUMBER);
        runner.run("SELECT number, content FROM strategies.dataset_parts", tenant, NUMBER);
        runner.run("SELECT content FROM strategies.datasets", tenant, OWNER, ENDED);
        runner.run("manifest::text AS manifest", tenant, OWNER);
        runner.run("UPDATE strategies.datasets SET completed_at", now, "{}", new byte[] {1}, tenant, OWNER, NUMBER + 1);
        runner.run("DELETE FROM strategies.dataset_parts", tenant, NUMBER);
        runner.run(delete + "created_at < ?", tenant, later);
        runner.run(delete + "owner = ? AND id = ?", tenant, OWNER, ENDED);
        runner.run(delete + "owner = ?::bigint", tenant, OWNER);
    }

    private static void strategies(int tenant, StatementRunner runner) throws SQLException {
        Timestamp now = Timestamp.from(Instant.now());
        String from = "changed_at FROM strategies.strategies WHERE tenant_id = ? AND owner = ? AND ";
        runner.run("SELECT count(*) FROM strategies.strategies", tenant, OWNER);
        runner.run("owner = ? AND name = ?", tenant, OWNER, "rule " + NUMBER);
        runner.run(from + "id = ?", tenant, OWNER, NUMBER);
        runner.run(from + "id < ? ORDER BY id DESC LIMIT ?", tenant, OWNER, Long.MAX_VALUE, 10);
        runner.run("s.id = ? ORDER BY v.version DESC", tenant, OWNER, NUMBER);
        runner.run("s.id = ? AND v.version = ?", tenant, OWNER, NUMBER, 1);
        runner.run("UPDATE strategies.strategies SET name = ?", "other", 2, now, tenant, NUMBER);
        runner.run("strategy_id = ? AND version <= ?", tenant, NUMBER, 1);
        runner.run("ORDER BY s.id, v.version", tenant, OWNER);
        runner.run(
                "DELETE FROM strategies.strategies WHERE tenant_id = ? AND owner = ? AND id = ?",
                tenant,
                OWNER,
                NUMBER);
        runner.run("DELETE FROM strategies.strategies WHERE tenant_id = ? AND owner = ?::bigint", tenant, OWNER);
    }

    private static void backtests(int tenant, StatementRunner runner) throws SQLException {
        Timestamp now = Timestamp.from(Instant.now());
        Timestamp later = Timestamp.from(Instant.now().plus(Duration.ofHours(1)));
        String from = "reason, summary::text FROM strategies.backtests WHERE tenant_id = ? AND owner = ? AND ";
        String update = "UPDATE strategies.backtests SET ";
        String delete = "DELETE FROM strategies.backtests WHERE tenant_id = ? AND ";
        runner.run("SELECT count(*) FROM strategies.backtests", tenant, OWNER);
        runner.run(from + "id = ?", tenant, OWNER, NUMBER);
        runner.run(from + "id < ? ORDER BY id DESC LIMIT ?", tenant, OWNER, Long.MAX_VALUE, 10);
        runner.run("SELECT result FROM strategies.backtests", tenant, OWNER, NUMBER);
        runner.run("SELECT report FROM strategies.backtests", tenant, OWNER, ENDED);
        runner.run("INSERT INTO strategies.backtest_trials", 0, 7, 1.0, "", new byte[0], tenant, RUNNING);
        runner.run("SELECT split, number, score", tenant, RUNNING);
        runner.run("DELETE FROM strategies.backtest_trials", tenant);
        runner.run("SELECT DISTINCT ON (owner) id, owner", tenant);
        runner.run("SELECT count(*), count(*) FILTER (WHERE turn_at IS NULL)", tenant);
        runner.run(update + "state = 'running'", now, now, tenant, NUMBER);
        runner.run(update + "heartbeat_at = ?", now, 10, tenant, RUNNING, 0);
        runner.run(update + "state = 'waiting', attempts = attempts - 1 WHERE", tenant, RUNNING, 0);
        runner.run(update + "state = 'waiting', attempts = attempts - 1, turn_at = ?", now, tenant, RUNNING, 0);
        runner.run(update + "state = CASE", 3, 3, "why", 3, now, tenant, later);
        runner.run(update + "state = 'done'", "{}", new byte[] {0}, new byte[] {0}, now, tenant, RUNNING, 0);
        runner.run(update + "state = 'failed'", "why", now, tenant, RUNNING, 0);
        runner.run(update + "state = 'canceled'", now, tenant, OWNER, NUMBER);
        runner.run("SELECT id FROM strategies.backtests WHERE tenant_id = ? AND owner = ?", tenant, OWNER, 0);
        runner.run("summary::text AS summary", tenant, OWNER);
        runner.run(delete + "owner = ? AND id = ? AND state NOT IN", tenant, OWNER, ENDED);
        runner.run(delete + "owner = ? AND id <= ? AND state NOT IN", tenant, OWNER, ENDED + 1);
        runner.run(delete + "requested_at < ?", tenant, later);
        runner.run(delete + "owner = ?::bigint", tenant, OWNER);
    }
}
