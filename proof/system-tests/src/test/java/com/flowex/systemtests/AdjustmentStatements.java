package com.flowex.systemtests;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;

/**
 * The statements about adjustments of reconciliation, its stops, revocations and unclaimed money, for {@link StatementWalk}: two people of an exchange would
 * be needed for each.
 */
final class AdjustmentStatements {

    private static final UUID ID = new UUID(8, 8);
    private static final UUID POSTED = new UUID(8, 9);
    private static final UUID RETURN = new UUID(8, 10);
    private static final long FIRST = 7;
    private static final long SECOND = 8;

    private AdjustmentStatements() {}

    /** One proposal of the same id in each of two tenants, on a network that neither has. */
    static void begin(Connection owner, int left) throws SQLException {
        IsolationExchange.execute(owner, """
                INSERT INTO custody.adjustments (tenant_id, id, asset_id, network, token, chain_units, ledger_units, settled_by,
                    reason, proposed_by, proposed_at)
                SELECT tenant, '%s', 1, 'none', '', -1, 0, 'own_funds', 'x', %d, now()
                FROM unnest(ARRAY[%d, %d]) tenant""".formatted(ID, FIRST, left, left - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO custody.unclaimed_transfers (tenant_id, id, account, receiver, asset_id, units, returns, reason, proposed_by,
                    proposed_at, posted_at)
                SELECT tenant, id::uuid, account, 2, 1, 1 + tenant, returns::uuid, 'x', %d, now(), posted
                FROM unnest(ARRAY[%d, %d]) tenant, (VALUES ('%s', 1005, NULL, NULL), ('%s', 1006, NULL, now()),
                    ('%s', 1007, '%s', NULL)) move (id, account, returns, posted)""".formatted(FIRST, left, left - 1, ID, POSTED, RETURN, POSTED));
        IsolationExchange.execute(owner, """
                INSERT INTO custody.revocations (tenant_id, kind, id, reason, proposed_by)
                SELECT tenant, 'sweep', '%s', 'x', %d FROM unnest(ARRAY[%d, %d]) tenant""".formatted(ID, FIRST, left, left - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO custody.adjustments (tenant_id, id, asset_id, network, token, chain_units, ledger_units, settled_by, reason,
                    proposed_by, proposed_at, posting, fault, account, posting_units, posting_fee, decided_by, approved)
                SELECT tenant, gen_random_uuid(), 1, 'ledger', '', 0, 1, 'fee_account', 'x', %d, now(), '%s', 'reversed', 1005, 1, 0, %d,
                    true FROM unnest(ARRAY[%d, %d]) tenant""".formatted(FIRST, ID, SECOND, left, left - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO custody.withdrawals (tenant_id, id, account, user_id, key, risk, reasons, needs_second, day)
                SELECT tenant, '%s', 1005, 5, 'x', 0, '{}', false, now() FROM unnest(ARRAY[%d, %d]) tenant""".formatted(ID, left, left - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO custody.transfers (tenant_id, id, account, receiver, asset_id, units, day)
                SELECT tenant, '%s', 1005, 1006, 1, 1, now() FROM unnest(ARRAY[%d, %d]) tenant""".formatted(ID, left, left - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO custody.payments (tenant_id, id, purpose, network, asset_id, token, recipient, chain_units)
                SELECT tenant, '%s', 'sweep', 'none', 1, '', 'x', 1 FROM unnest(ARRAY[%d, %d]) tenant""".formatted(ID, left, left - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO custody.sweeps (tenant_id, id, network, account, index, address, asset_id, chain_units)
                SELECT tenant, '%s', 'none', 1005, 0, 'x', 1, 1 FROM unnest(ARRAY[%d, %d]) tenant""".formatted(ID, left, left - 1));
        // The other tenant alone has posted the adjustment.
        IsolationExchange.execute(owner, """
                INSERT INTO wallet.journal (sequence, account, created_nanos, amount, fee, balance, tenant, asset_id, kind, other_asset_id,
                    other_amount, other_fee, transfer_id)
                VALUES (1, 1005, 1, 1, 0, 1, %d, 1, 1, 0, 0, 0, '%s')""".formatted(left - 1, POSTED));
        IsolationExchange.execute(owner, """
                INSERT INTO custody.arrivals (id, network, chain_transaction, output, owner, sender, token, chain_units, memo, height,
                    block, state, swept)
                SELECT gen_random_uuid(), 'none', tenant::text, 0, (tenant::bigint << 40) + 1005, 'x', '', 1, '', 1, 'x', 'credited', true
                FROM unnest(ARRAY[%d, %d]) tenant""".formatted(left, left - 1));
    }

    private static void unclaimed(int left, StatementRunner runner) throws SQLException {
        runner.run("posted_at FROM custody.unclaimed_transfers WHERE tenant_id = ? ORDER BY", left);
        runner.run("posted_at FROM custody.unclaimed_transfers WHERE tenant_id = ? AND id = ?", left, ID);
        runner.run("custody.unclaimed_transfers WHERE tenant_id = ? AND account = ?", left, 1005L, 1);
        runner.run("custody.unclaimed_transfers WHERE tenant_id = ? AND returns = ? AND posted_at", left, POSTED);
        runner.run("SELECT units FROM custody.unclaimed_transfers", left, POSTED);
        runner.run("coalesce(sum(units), 0)::bigint FROM custody.unclaimed_transfers", left, POSTED);
        runner.run("unclaimed_transfers SET decided_by = coalesce(decided_by, ?)", SECOND, left, ID, SECOND, 0);
        runner.run("unclaimed_transfers SET decided_by = NULL, approved = NULL", left, ID, 0);
        runner.run("custody.unclaimed_transfers SET decided_by = ?, approved = false", SECOND, left, ID);
        runner.run("custody.unclaimed_transfers SET posted_at", Timestamp.from(Instant.now()), left, ID);
    }

    static void run(int left, StatementRunner runner) throws SQLException {
        runner.run("FROM custody.adjustments WHERE tenant_id = ? AND id = ?", left, ID);
        runner.run("custody.adjustments SET decided_by = ?, approved = true", SECOND, null, left, ID, SECOND);
        runner.run("custody.adjustments SET decided_by = ?, approved = false", SECOND, left, ID);
        runner.run("custody.adjustments SET decided_by = NULL, approved = NULL", left, ID);
        runner.run("a.booked_at IS NOT NULL) AND w.transfer_id = ?", left, 1, ID);
        runner.run("a.booked_at IS NOT NULL) AND t.id = ?", left, 1, Long.MAX_VALUE, ID);
        runner.run("t.status = 'frozen' AND t.code = 'spent_before_reversal'", left, 1, ID);
        runner.run("FROM custody.adjustments WHERE tenant_id = ? AND posting = ?", left, ID);
        runner.run("SELECT 1 FROM wallet.journal WHERE", left, 1005L, POSTED);
        runner.run("UPDATE custody.withdrawals SET needs_second = true", 70, new String[] {"new_device"}, left, ID);
        runner.run("DELETE FROM custody.transfers WHERE tenant_id = ?", left, 1005L, ID);
        unclaimed(left, runner);
        runner.run("FROM custody.revocations WHERE tenant_id = ?", left, "sweep", ID);
        runner.run("custody.revocations SET decided_by = ?, approved = true", SECOND, left, "sweep", ID, SECOND);
        runner.run("custody.revocations SET decided_by = ?, approved = false", SECOND, left, "sweep", ID);
        runner.run("UPDATE custody.payments SET revoked = true", left, ID);
        runner.run("UPDATE custody.arrivals a SET swept = false", left, ID, "");
        runner.run("SET booked_at = now()", left, ID);
        runner.run("SET stopped = ? WHERE tenant_id = ? AND asset_id = ? AND network = ?", "x", left, 1, "none");
    }
}
