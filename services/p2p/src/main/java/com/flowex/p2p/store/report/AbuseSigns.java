package com.flowex.p2p.store.report;

import com.flowex.p2p.rule.abuse.AbuseRule;
import com.flowex.p2p.rule.abuse.AbuseRule.Sign;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Signs of abuse in trades and files, and which of them a case has. */
public final class AbuseSigns {

    private static final String BUYERS = """
            SELECT buyer::text, buyer, id::text, number, changed_at FROM p2p.trades
            WHERE tenant_id = ? AND changed_at > ?
            AND (payer_check = 'differs' OR reason IN ('payment_reversed', 'paid_not_released'))
            AND CASE ? WHEN 'other_payer' THEN payer_check = 'differs'
                WHEN 'release_pressure' THEN reason = 'paid_not_released' AND state IN ('returned', 'canceled')
                ELSE reason = 'payment_reversed' AND state = 'returned' END
            ORDER BY changed_at DESC LIMIT ?""";
    private static final String RECORDED = """
            SELECT t.buyer::text, t.buyer, t.id::text, t.number, c.recorded_at
            FROM p2p.chargebacks c JOIN p2p.trades t ON t.tenant_id = c.tenant_id AND t.id = c.trade
            WHERE c.tenant_id = ? AND c.recorded_at > ? ORDER BY c.recorded_at DESC LIMIT ?""";
    private static final String PROOFS = """
            SELECT encode(f.hash, 'hex'), f.account, t.id::text, t.number, f.begun_at
            FROM p2p.files f JOIN p2p.trades t ON t.tenant_id = f.tenant_id AND t.id = f.trade
            WHERE f.tenant_id = ? AND f.begun_at > ? AND f.role = 'buyer' AND f.hash IN (SELECT hash FROM p2p.files
                WHERE tenant_id = ? AND hash IS NOT NULL AND begun_at > ? AND role = 'buyer'
                GROUP BY hash HAVING count(DISTINCT trade) > 1)
            ORDER BY f.begun_at DESC LIMIT ?""";
    private static final String SHARED = """
            SELECT encode(fingerprint, 'hex'), account, left(encode(fingerprint, 'hex'), 32)::uuid::text, id, named_at
            FROM p2p.payment_accounts WHERE tenant_id = ? AND is_shared AND named_at > ?
            ORDER BY named_at DESC LIMIT ?""";
    private static final String IS_NEW = """
            INSERT INTO p2p.findings (tenant_id, pattern, account, trade, found_at) VALUES (?, ?, ?, ?::uuid, ?)
            ON CONFLICT DO NOTHING""";
    private static final String UNFOUND =
            "DELETE FROM p2p.findings WHERE tenant_id = ? AND pattern = ? AND account = ? AND trade = ?::uuid";
    private static final String FORGET = """
            DELETE FROM p2p.findings WHERE tenant_id = ? AND (pattern, account, trade) IN (
                SELECT pattern, account, trade FROM p2p.findings WHERE tenant_id = ? AND found_at < ?
                ORDER BY found_at LIMIT ?)""";

    private AbuseSigns() {}

    /**
     * Sign with the subject that signs are counted of.
     *
     * @param subject account of a buyer, or hash of a file or a payment account in hexadecimal
     */
    public record SignOf(String subject, Sign sign) {}

    /** Returns signs since a moment, newest first. */
    public static List<SignOf> of(Transaction connection, int tenant, AbuseRule rule, Instant since, int limit) {
        return switch (rule) {
            case FALSE_PROOF -> Sql.all(connection, AbuseSigns::read, PROOFS, tenant, since, tenant, since, limit);
            case CHARGEBACKS -> {
                List<SignOf> signs = new ArrayList<>(ofBuyers(connection, tenant, rule, since, limit));
                signs.addAll(Sql.all(connection, AbuseSigns::read, RECORDED, tenant, since, limit));
                yield signs;
            }
            case SHARED_ACCOUNT -> Sql.all(connection, AbuseSigns::read, SHARED, tenant, since, limit);
            case OTHER_PAYER, RELEASE_PRESSURE -> ofBuyers(connection, tenant, rule, since, limit);
        };
    }

    private static List<SignOf> ofBuyers(Transaction connection, int tenant, AbuseRule rule, Instant since, int limit) {
        return Sql.all(connection, AbuseSigns::read, BUYERS, tenant, since, rule.label(), limit);
    }

    private static SignOf read(ResultSet row) throws SQLException {
        return new SignOf(
                row.getString(1),
                new Sign(
                        row.getLong(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getTimestamp(5).toInstant()));
    }

    /** Marks a sign as found; returns true if no case had it before. */
    public static boolean isNew(Transaction connection, int tenant, AbuseRule rule, Sign sign, Instant now) {
        return Sql.execute(connection, IS_NEW, tenant, rule.pattern(), sign.account(), sign.trade(), now) > 0;
    }

    /** Takes the mark of a sign away, so that the same sign is evidence again if it comes back. */
    public static void takeBack(Transaction connection, int tenant, AbuseRule rule, long account, String trade) {
        Sql.execute(connection, UNFOUND, tenant, rule.pattern(), account, trade);
    }

    /** Removes marks from before a moment; returns how many. */
    public static int forget(Transaction connection, int tenant, Instant before, int limit) {
        return Sql.execute(connection, FORGET, tenant, tenant, before, limit);
    }
}
