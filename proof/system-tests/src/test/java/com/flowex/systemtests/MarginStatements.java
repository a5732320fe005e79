package com.flowex.systemtests;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** The statements about lending whose rows need a falling market, for {@link StatementWalk}. */
final class MarginStatements {

    private static final UUID ID = new UUID(8, 11);
    private static final long ACCOUNT = 1_005;
    private static final long PROPOSER = 7;
    private static final long END = Long.MAX_VALUE;

    private MarginStatements() {}

    /** Each of two tenants has the same rows under the same keys. */
    static void begin(Connection owner, int left) throws SQLException {
        for (String rows : new String[] {
            "margin.transfers (tenant_id, id, account, receiver, asset_id, units, reason, proposed_by, proposed_at)"
                    + " SELECT tenant, '" + ID + "', 2, 4, 1, 1, 'x', " + PROPOSER + ", now()",
            "margin.notice_marks SELECT tenant, 0",
            "margin.own_markets SELECT tenant, 1, NULL::text, NULL::integer, 1, 1",
            "wallet.debts SELECT tenant, " + ACCOUNT + ", 1, 1, 1, 1, 1, 1",
            "wallet.margin_loans SELECT tenant, " + ACCOUNT + ", 1, 1, true, false, 1, 1, 1",
            "wallet.margin_interest SELECT tenant, " + ACCOUNT + ", 1, 1, 1, 1, 1",
            "wallet.margin_rates SELECT tenant, 1, 1, 1, 1",
            "wallet.liquidations SELECT tenant, " + ACCOUNT + ", 1, 1, 1, 0",
            "wallet.margin_calls SELECT tenant, " + ACCOUNT + ", 1, 1, 1",
            "wallet.shortfalls SELECT tenant, 1, " + ACCOUNT + ", 1, 1, false, 1, 1",
            "wallet.account_stops SELECT tenant, 0, false, 'none'"
        }) {
            IsolationExchange.execute(
                    owner, "INSERT INTO %s FROM unnest(ARRAY[%d, %d]) tenant".formatted(rows, left, left - 1));
        }
    }

    static void run(int left, StatementRunner runner) throws SQLException {
        runner.run("margin.transfers SET decided_by = NULL", left, ID, 0);
        runner.run("FROM wallet.liquidations WHERE tenant = ? AND account = ? AND sequence", left, ACCOUNT, END, 10);
        runner.run("FROM wallet.liquidations WHERE tenant = ? AND sequence", left, END, true, 10);
        runner.run(
                "automatic, principal, interest, created_nanos FROM wallet.margin_loans WHERE tenant = ?",
                left,
                ACCOUNT,
                true,
                1,
                1,
                1L,
                1L,
                0L,
                END,
                0L,
                10);
        runner.run("count(*) FROM wallet.margin_loans WHERE tenant = ?", left, ACCOUNT, true, 1, 1, 1L, 1L, 0L, END);
        runner.run(
                "on_loan, created_nanos FROM wallet.margin_interest WHERE tenant = ?",
                left,
                ACCOUNT,
                1,
                1,
                0L,
                END,
                0L,
                10);
        runner.run("count(*) FROM wallet.margin_interest WHERE tenant = ?", left, ACCOUNT, 1, 1, 0L, END);
        runner.run("FROM wallet.margin_rates WHERE tenant = ?", left, 1, END, 10);
        runner.run("count(*) FROM wallet.liquidations WHERE tenant = ?", left);
        runner.run("FROM wallet.margin_calls WHERE tenant = ?", left, ACCOUNT, END, 10);
        runner.run("SELECT sequence FROM margin.notice_marks", left);
        runner.run("SELECT 'call', account, sequence", left, 0L, left, 0L, 10);
        runner.run("UPDATE margin.notice_marks", 1L, left);
        runner.run("FROM margin.own_markets WHERE tenant_id = ?", left);
        runner.run("FROM wallet.shortfalls WHERE tenant = ?", left, END, 10);
        runner.run("FROM wallet.account_stops WHERE tenant = ?", left, ACCOUNT);
    }
}
