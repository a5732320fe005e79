package com.flowex.systemtests;

import java.sql.Connection;
import java.sql.SQLException;

/** What is said of a tenant's scores: of one asset on one day, with weights of its own. */
final class RiskStatements {

    private static final int DAY = 20_000;

    private RiskStatements() {}

    static void sayAll(Connection owner, int tenant, TaskStatements.Saying saying) throws SQLException {
        IsolationGround.execute(owner, """
                INSERT INTO risk.weights VALUES (%d, 1, 2, 3, 4, 'LEFTX', 'a walk', now())
                ON CONFLICT (tenant_id) DO UPDATE SET volatility = 1""".formatted(tenant));
        IsolationGround.execute(owner, """
                INSERT INTO risk.score_days VALUES (%d, %d, 'LEFTX', 50, now(), '{}')""".formatted(tenant, DAY));
        IsolationGround.execute(
                owner, "INSERT INTO risk.score_runs VALUES (%d, %d, now(), 7, 7)".formatted(tenant, DAY));
        saying.say("FROM risk.weights WHERE tenant_id = ?", tenant);
        saying.say("FROM risk.score_runs WHERE tenant_id = ? ORDER BY day DESC", tenant);
        saying.say("ORDER BY score DESC NULLS LAST", tenant, DAY, 10, 0L);
        saying.say("FROM risk.score_days WHERE tenant_id = ? AND asset = ?", tenant, "LEFTX", DAY + 1L, 10);
        saying.say("DELETE FROM risk.score_days", tenant, DAY + 1);
        saying.say("DELETE FROM risk.score_runs", tenant, DAY + 1);
    }
}
