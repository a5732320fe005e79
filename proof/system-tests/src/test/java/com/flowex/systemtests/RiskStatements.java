package com.flowex.systemtests;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;

/** The statements about a tenant's scores: those of one asset on one day, with weights of its own. */
final class RiskStatements {

    private static final int DAY = 20_000;
    private static final long RUN = 900_000;
    private static final byte[] HOOK = {1, 2, 'k', '1', 9};

    private RiskStatements() {}

    static void runAll(Connection owner, int tenant, StatementRunner runner) throws SQLException {
        IsolationExchange.execute(owner, """
                INSERT INTO risk.weights VALUES (%d, 1, 2, 3, 4, 'LEFTX', 'a walk', now())
                ON CONFLICT (tenant_id) DO UPDATE SET volatility = 1""".formatted(tenant));
        IsolationExchange.execute(owner, """
                INSERT INTO risk.score_days VALUES (%d, %d, 'LEFTX', 50, now(), '{}')""".formatted(tenant, DAY));
        IsolationExchange.execute(
                owner, "INSERT INTO risk.score_runs VALUES (%d, %d, now(), 7, 7)".formatted(tenant, DAY));
        IsolationExchange.execute(owner, """
                INSERT INTO risk.scenarios VALUES (%d, 'walked', '{"*": -0.5}', 'a walk', now())""".formatted(tenant));
        portfolios(owner, tenant, runner);
        alerts(owner, tenant, runner);
        runner.run("FROM risk.scenarios WHERE tenant_id = ? ORDER BY name", tenant);
        runner.run("FROM risk.scenarios WHERE tenant_id = ? AND name <> ?", tenant, "other");
        runner.run("DELETE FROM risk.scenarios", tenant, "walked");
        runner.run("FROM risk.weights WHERE tenant_id = ?", tenant);
        runner.run("FROM risk.score_runs WHERE tenant_id = ? ORDER BY day DESC", tenant);
        runner.run("ORDER BY score DESC NULLS LAST", tenant, DAY, 10, 0L);
        runner.run("FROM risk.score_days WHERE tenant_id = ? AND asset = ?", tenant, "LEFTX", DAY + 1L, 10);
        runner.run("DELETE FROM risk.score_days", tenant, DAY + 1);
        runner.run("DELETE FROM risk.score_runs", tenant, DAY + 1);
    }

    /** Two tenants have portfolios of the same numbers, and the other one has an earlier and a later one besides. */
    private static void portfolios(Connection owner, int tenant, StatementRunner runner) throws SQLException {
        IsolationExchange.execute(owner, """
                INSERT INTO risk.portfolio_runs (tenant_id, id, owner, state, wish, ordered_at)
                OVERRIDING SYSTEM VALUE
                SELECT tenant, id, 1001, 'queued', '{"scope":"OWN","accounts":[1001],"confidence":0.99}', now()
                FROM (VALUES (%1$d, %3$d), (%1$d, %3$d + 1), (%2$d, %3$d - 1), (%2$d, %3$d), (%2$d, %3$d + 1), (%2$d, %3$d + 2))
                    runs (tenant, id)""".formatted(tenant, tenant - 1, RUN));
        runner.run("SELECT count(*) FROM risk.portfolio_runs", tenant, 1_001L);
        runner.run("result::text, why FROM risk.portfolio_runs WHERE tenant_id = ? AND owner = ?", tenant, 1_001L, RUN);
        runner.run("NULL, why FROM risk.portfolio_runs", tenant, 1_001L, Long.MAX_VALUE, 10);
        runner.run("AND state = 'queued' AND id > ? ORDER BY id LIMIT 1", tenant, RUN - 2);
        runner.run("ORDER BY id DESC OFFSET ? LIMIT 1", tenant, 1_001L, 0);
        runner.run("AND wish ->> 'scope' = 'OWN' ORDER BY id", tenant, 1_001L);
        Timestamp later = Timestamp.from(Instant.now().plus(Duration.ofHours(1)));
        runner.run("UPDATE risk.portfolio_runs SET state = 'done'", "{}", later, tenant, RUN);
        runner.run("UPDATE risk.portfolio_runs SET state = 'failed'", "why", later, tenant, RUN);
        runner.run("DELETE FROM risk.portfolio_runs WHERE tenant_id = ? AND ordered_at < ?", tenant, later);
        runner.run(
                "DELETE FROM risk.portfolio_runs WHERE tenant_id = ? AND owner = ? AND id <= ?", tenant, 1_001L, RUN);
        runner.run("DELETE FROM risk.portfolio_runs WHERE tenant_id = ? AND owner = ?::bigint", tenant, 1_001L);
        runner.run("SELECT asset_id, liabilities FROM wallet.totals", tenant);
        runner.run(
                "account = ANY (?::bigint[]) GROUP BY asset_id", tenant, new long[] {1_001, 1_002, 1_003, 1_004, 1_005
                });
    }

    /** Two tenants have alerts and firings of the same numbers, and the other one has an earlier and a later one besides. */
    private static void alerts(Connection owner, int tenant, StatementRunner runner) throws SQLException {
        String numbers =
                "FROM (VALUES (%1$d, %3$d), (%1$d, %3$d + 1), (%2$d, %3$d - 1), (%2$d, %3$d), (%2$d, %3$d + 1),"
                        + " (%2$d, %3$d + 2)) alerts (tenant, id)";
        IsolationExchange.execute(owner, ("""
                INSERT INTO risk.alerts (tenant_id, id, owner, reader, subject, asset, accounts, side, threshold, hysteresis,
                    cool_down, mail, enabled, made_at, webhook, secret)
                OVERRIDING SYSTEM VALUE
                SELECT tenant, id, 1001, 1001, 'price', 'LEFTX', '[]', 'above', 1, 0, 0, true, true, now(), 'https://example.com/',
                    '\\x01026b3109'
                """ + numbers).formatted(tenant, tenant - 1, RUN));
        IsolationExchange.execute(owner, ("""
                INSERT INTO risk.alert_firings (tenant_id, id, alert, generation, owner, reader, subject, asset, side, threshold,
                    value, fired_at, mail, mail_due, hook, hook_due, push, push_due)
                OVERRIDING SYSTEM VALUE
                SELECT tenant, id, id, 1, 1001, 1001, 'price', 'LEFTX', 'above', 1, 2, now(), 'waiting', now(), 'waiting', now(),
                    'waiting', now()
                """ + numbers).formatted(tenant, tenant - 1, RUN));
        Timestamp later = Timestamp.from(Instant.now().plus(Duration.ofHours(1)));
        runner.run("SELECT count(*) FROM risk.alerts", tenant, 1_001L);
        runner.run("FROM risk.alerts WHERE tenant_id = ? AND owner = ? AND id < ?", tenant, 1_001L, Long.MAX_VALUE, 10);
        runner.run("AND enabled AND (owner, id) > (?, ?)", tenant, 1_000L, 0L, later, later, 10);
        runner.run("FROM risk.alerts WHERE tenant_id = ? AND owner = ? ORDER BY id", tenant, 1_001L);
        runner.run("FROM risk.alerts WHERE tenant_id = ? AND owner = ? AND id = ? FOR UPDATE", tenant, 1_001L, RUN);
        runner.run(
                "UPDATE risk.alerts SET armed = ?",
                true,
                0L,
                later,
                later,
                BigDecimal.ONE,
                "none",
                tenant,
                RUN,
                0L,
                0L,
                true);
        runner.run(
                "UPDATE risk.alerts SET (reader, subject",
                1_001L,
                "price",
                "LEFTX",
                "[]",
                "above",
                BigDecimal.ONE,
                BigDecimal.ZERO,
                0L,
                true,
                true,
                true,
                "https://example.com/",
                "https://example.com/",
                HOOK,
                tenant,
                1_001L,
                RUN);
        runner.run(
                "FROM risk.alert_firings WHERE tenant_id = ? AND owner = ? AND id < ?",
                tenant,
                1_001L,
                Long.MAX_VALUE,
                10);
        runner.run("FROM risk.alert_firings WHERE tenant_id = ? AND mail = 'waiting'", tenant, later, 10);
        runner.run("FROM risk.alert_firings WHERE tenant_id = ? AND owner = ? ORDER BY id", tenant, 1_001L);
        runner.run("FROM risk.alert_firings WHERE tenant_id = ? AND hook = 'waiting'", tenant, later, 10);
        runner.run("FROM risk.alert_firings WHERE tenant_id = ? AND push = 'waiting'", tenant, later, 10);
        runner.run("SET push_tries = push_tries + 1", later, tenant, RUN, 0);
        runner.run("SET push = ?, push_due = ?", "sent", later, "", "{}", tenant, RUN + 1, 0);
        runner.run("UPDATE risk.alert_firings SET hook = ?", "sent", later, "", tenant, RUN);
        runner.run("FROM risk.alerts WHERE tenant_id = ? AND id = ? AND secret IS NOT NULL", tenant, RUN);
        runner.run("FROM risk.alerts WHERE tenant_id = ? AND id > ? AND secret IS NOT NULL", tenant, 0L, 10);
        runner.run("UPDATE risk.alerts SET secret = ?", HOOK, tenant, RUN, HOOK);
        runner.run("FROM risk.alerts WHERE tenant_id = ? AND secret IS NOT NULL ORDER BY id", tenant);
        runner.run("UPDATE risk.alerts SET webhook = ''", tenant, "k1");
        runner.run("UPDATE risk.alert_firings SET mail = ?", "sent", later, tenant, RUN);
        runner.run("DELETE FROM risk.alerts WHERE tenant_id = ? AND owner = ? AND id = ?", tenant, 1_001L, RUN);
        runner.run("DELETE FROM risk.alerts WHERE tenant_id = ? AND owner = ?::bigint", tenant, 1_001L);
        runner.run("DELETE FROM risk.alert_firings WHERE tenant_id = ? AND fired_at < ?", tenant, later);
        runner.run("DELETE FROM risk.alert_firings WHERE tenant_id = ? AND owner = ?::bigint", tenant, 1_001L);
    }
}
