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
    static void sayAll(Connection owner, int tenant, TaskStatements.Saying saying) throws SQLException {
        String numbers =
                "FROM (VALUES (%1$d, %3$d), (%1$d, %3$d + 1), (%2$d, %3$d - 1), (%2$d, %3$d), (%2$d, %3$d + 1),"
                        + " (%2$d, %3$d + 2)) rows (tenant, id)";
        IsolationGround.execute(owner, ("""
                INSERT INTO strategies.strategies (tenant_id, id, owner, name, version, created_at, changed_at)
                OVERRIDING SYSTEM VALUE
                SELECT tenant, id, 1001, 'rule ' || id, 1, now(), now()
                """ + numbers).formatted(tenant, tenant - 1, NUMBER));
        IsolationGround.execute(owner, ("""
                INSERT INTO strategies.strategy_versions (tenant_id, strategy_id, version, source, parameters, created_at)
                SELECT tenant, id, 1, 'source', '[]', now()
                """ + numbers).formatted(tenant, tenant - 1, NUMBER));
        for (Map.Entry<String, Long> each :
                Map.of("waiting", NUMBER, "running", RUNNING, "done", ENDED).entrySet()) {
            IsolationGround.execute(
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
            IsolationGround.execute(
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
            IsolationGround.execute(owner, ("""
                    INSERT INTO strategies.run_records (tenant_id, run_id, kind, number, is_open, content)
                    SELECT tenant, id, '%4$s', 1, '%4$s' = 'order', '{}'
                    """ + numbers).formatted(tenant, tenant - 1, RUNNING, kind));
        }
        IsolationGround.execute(owner, ("""
                INSERT INTO strategies.backtests (tenant_id, id, owner, state, request, requested_at, heartbeat_at)
                OVERRIDING SYSTEM VALUE
                VALUES (%1$d, %3$d, 1001, 'running', '{}', now(), now()), (%2$d, %3$d, 1001, 'done', '{}', now(), now())
                """).formatted(tenant, tenant - 1, OTHERWISE));
        IsolationGround.execute(owner, ("""
                INSERT INTO strategies.backtest_trials (tenant_id, backtest_id, split, number, reason, returns)
                SELECT tenant, id, 0, 0, '', '\\x'
                FROM unnest(ARRAY[%d, %d]) tenant, unnest(ARRAY[%d, %d, %d]) id
                """).formatted(tenant, tenant - 1, RUNNING, ENDED, OTHERWISE));
        for (String completed : List.of("NULL", "now()")) {
            IsolationGround.execute(
                    owner,
                    ("""
                    INSERT INTO strategies.datasets (tenant_id, id, owner, name, symbol, created_at, completed_at, content)
                    OVERRIDING SYSTEM VALUE
                    SELECT tenant, id, 1001, 'file', 'ETH-USD', now(), %4$s, '\\x00'
                    """ + numbers)
                            .formatted(tenant, tenant - 1, completed.equals("NULL") ? NUMBER : ENDED, completed));
        }
        IsolationGround.execute(owner, ("""
                INSERT INTO strategies.dataset_parts (tenant_id, dataset_id, number, content)
                SELECT tenant, id, 1, '\\x00'
                """ + numbers).formatted(tenant, tenant - 1, NUMBER));
        datasets(tenant, saying);
        String state = "SELECT id, state, ";
        saying.say(state + "true, progress", tenant, OWNER);
        saying.say(state + "false, progress", tenant, OWNER, ENDED);
        saying.say(state + "true, 0, last_bar_at", tenant, OWNER);
        saying.say(state + "false, 0, last_bar_at", tenant, OWNER, ENDED);
        strategies(tenant, saying);
        backtests(tenant, saying);
        runs(tenant, saying);
    }

    private static void runs(int tenant, TaskStatements.Saying saying) throws SQLException {
        Timestamp now = Timestamp.from(Instant.now());
        Timestamp later = Timestamp.from(Instant.now().plus(Duration.ofHours(1)));
        String from = "figures::text, step, entry FROM strategies.runs WHERE tenant_id = ? AND owner = ? AND ";
        String update = "UPDATE strategies.runs SET ";
        String delete = "DELETE FROM strategies.runs WHERE tenant_id = ? AND ";
        String rows = "FROM strategies.run_records WHERE tenant_id = ? AND run_id = ? AND ";
        saying.say("SELECT count(*) FROM strategies.runs WHERE tenant_id = ? AND owner = ?", tenant, OWNER);
        saying.say("SELECT count(*) FROM strategies.runs WHERE tenant_id = ? AND ended_at", tenant);
        saying.say(from + "id = ?", tenant, OWNER, NUMBER);
        saying.say(from + "id < ? ORDER BY id DESC LIMIT ?", tenant, OWNER, Long.MAX_VALUE, 10);
        saying.say(update + "state = 'running'", tenant, NUMBER, "one");
        saying.say(update + "step = ?", 1, 1, now, "{}", tenant, RUNNING, "one", 0, "running");
        String ofAll = "entry FROM strategies.runs WHERE tenant_id = ? AND id < ? ";
        saying.say(ofAll + "ORDER BY", tenant, Long.MAX_VALUE, 10);
        saying.say(ofAll + "AND ended_at", tenant, Long.MAX_VALUE, 10);
        saying.say(rows + "kind = ? AND number < ?", tenant, RUNNING, "order", 9, 10);
        saying.say(rows + "kind = ? AND number > ?", tenant, RUNNING, "order", 0, 10);
        saying.say(rows + "is_open ORDER BY number", tenant, RUNNING);
        saying.say("UPDATE strategies.run_records SET is_open = false", tenant, RUNNING);
        saying.say("DELETE FROM strategies.run_records", tenant, RUNNING, "step", 1);
        saying.say(update + "heartbeat_at = ?", now, tenant, "one");
        saying.say(update + "holder = ?, heartbeat_at = ?", "two", now, tenant, tenant, "two", later, 1);
        saying.say(update + "holder = ''", tenant, "one");
        saying.say(
                update + "state = 'stopping', reason = ?, detail = ? WHERE tenant_id = ? AND owner",
                "owner",
                "why",
                tenant,
                OWNER,
                RUNNING);
        saying.say(
                update + "state = 'stopping', reason = ?, detail = ? WHERE tenant_id = ? AND ended_at",
                "operator",
                "why",
                tenant);
        saying.say(update + "state = ?, ended_at = ?", "stopped", now, tenant, STOPPING, "one");
        saying.say("SELECT id FROM strategies.runs WHERE tenant_id = ? AND owner = ?", tenant, OWNER, 0);
        saying.say("figures::text AS figures", tenant, OWNER);
        saying.say(delete + "owner = ? AND id = ? AND ended_at", tenant, OWNER, ENDED);
        saying.say(delete + "owner = ? AND id <= ?", tenant, OWNER, ENDED + 1);
        saying.say(delete + "created_at < ?", tenant, later);
        saying.say(delete + "owner = ?::bigint", tenant, OWNER);
    }

    private static void datasets(int tenant, TaskStatements.Saying saying) throws SQLException {
        Timestamp now = Timestamp.from(Instant.now());
        Timestamp later = Timestamp.from(Instant.now().plus(Duration.ofHours(1)));
        String from = "manifest::text FROM strategies.datasets WHERE tenant_id = ? AND owner = ? AND ";
        String delete = "DELETE FROM strategies.datasets WHERE tenant_id = ? AND ";
        saying.say("SELECT count(*) FROM strategies.datasets", tenant, OWNER);
        saying.say("SELECT count(*) FROM (SELECT FROM strategies.datasets", tenant, 10);
        saying.say(from + "id = ?", tenant, OWNER, NUMBER);
        saying.say(from + "id < ? ORDER BY id DESC LIMIT ?", tenant, OWNER, Long.MAX_VALUE, 10);
        saying.say("SELECT id FROM strategies.datasets", tenant, OWNER, NUMBER);
        saying.say("SELECT number, content FROM strategies.dataset_parts", tenant, NUMBER);
        saying.say("SELECT content FROM strategies.datasets", tenant, OWNER, ENDED);
        saying.say("manifest::text AS manifest", tenant, OWNER);
        saying.say("UPDATE strategies.datasets SET completed_at", now, "{}", new byte[] {1}, tenant, OWNER, NUMBER + 1);
        saying.say("DELETE FROM strategies.dataset_parts", tenant, NUMBER);
        saying.say(delete + "created_at < ?", tenant, later);
        saying.say(delete + "owner = ? AND id = ?", tenant, OWNER, ENDED);
        saying.say(delete + "owner = ?::bigint", tenant, OWNER);
    }

    private static void strategies(int tenant, TaskStatements.Saying saying) throws SQLException {
        Timestamp now = Timestamp.from(Instant.now());
        String from = "changed_at FROM strategies.strategies WHERE tenant_id = ? AND owner = ? AND ";
        saying.say("SELECT count(*) FROM strategies.strategies", tenant, OWNER);
        saying.say("owner = ? AND name = ?", tenant, OWNER, "rule " + NUMBER);
        saying.say(from + "id = ?", tenant, OWNER, NUMBER);
        saying.say(from + "id < ? ORDER BY id DESC LIMIT ?", tenant, OWNER, Long.MAX_VALUE, 10);
        saying.say("s.id = ? ORDER BY v.version DESC", tenant, OWNER, NUMBER);
        saying.say("s.id = ? AND v.version = ?", tenant, OWNER, NUMBER, 1);
        saying.say("UPDATE strategies.strategies SET name = ?", "other", 2, now, tenant, NUMBER);
        saying.say("strategy_id = ? AND version <= ?", tenant, NUMBER, 1);
        saying.say("ORDER BY s.id, v.version", tenant, OWNER);
        saying.say(
                "DELETE FROM strategies.strategies WHERE tenant_id = ? AND owner = ? AND id = ?",
                tenant,
                OWNER,
                NUMBER);
        saying.say("DELETE FROM strategies.strategies WHERE tenant_id = ? AND owner = ?::bigint", tenant, OWNER);
    }

    private static void backtests(int tenant, TaskStatements.Saying saying) throws SQLException {
        Timestamp now = Timestamp.from(Instant.now());
        Timestamp later = Timestamp.from(Instant.now().plus(Duration.ofHours(1)));
        String from = "reason, summary::text FROM strategies.backtests WHERE tenant_id = ? AND owner = ? AND ";
        String update = "UPDATE strategies.backtests SET ";
        String delete = "DELETE FROM strategies.backtests WHERE tenant_id = ? AND ";
        saying.say("SELECT count(*) FROM strategies.backtests", tenant, OWNER);
        saying.say(from + "id = ?", tenant, OWNER, NUMBER);
        saying.say(from + "id < ? ORDER BY id DESC LIMIT ?", tenant, OWNER, Long.MAX_VALUE, 10);
        saying.say("SELECT result FROM strategies.backtests", tenant, OWNER, NUMBER);
        saying.say("SELECT report FROM strategies.backtests", tenant, OWNER, ENDED);
        saying.say("INSERT INTO strategies.backtest_trials", 0, 7, 1.0, "", new byte[0], tenant, RUNNING);
        saying.say("SELECT split, number, score", tenant, RUNNING);
        saying.say("DELETE FROM strategies.backtest_trials", tenant);
        saying.say("SELECT DISTINCT ON (owner) id, owner", tenant);
        saying.say("SELECT count(*), count(*) FILTER (WHERE turn_at IS NULL)", tenant);
        saying.say(update + "state = 'running'", now, now, tenant, NUMBER);
        saying.say(update + "heartbeat_at = ?", now, 10, tenant, RUNNING, 0);
        saying.say(update + "state = 'waiting', attempts = attempts - 1 WHERE", tenant, RUNNING, 0);
        saying.say(update + "state = 'waiting', attempts = attempts - 1, turn_at = ?", now, tenant, RUNNING, 0);
        saying.say(update + "state = CASE", 3, 3, "why", 3, now, tenant, later);
        saying.say(update + "state = 'done'", "{}", new byte[] {0}, new byte[] {0}, now, tenant, RUNNING, 0);
        saying.say(update + "state = 'failed'", "why", now, tenant, RUNNING, 0);
        saying.say(update + "state = 'canceled'", now, tenant, OWNER, NUMBER);
        saying.say("SELECT id FROM strategies.backtests WHERE tenant_id = ? AND owner = ?", tenant, OWNER, 0);
        saying.say("summary::text AS summary", tenant, OWNER);
        saying.say(delete + "owner = ? AND id = ? AND state NOT IN", tenant, OWNER, ENDED);
        saying.say(delete + "owner = ? AND id <= ? AND state NOT IN", tenant, OWNER, ENDED + 1);
        saying.say(delete + "requested_at < ?", tenant, later);
        saying.say(delete + "owner = ?::bigint", tenant, OWNER);
    }
}
