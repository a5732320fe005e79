package com.flowex.p2p.store;

import com.flowex.domain.value.AccountId;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Payments of released and split trades, as records for the accounts of their parties. */
public record PaymentRecords(Database database) {

    /** In a split, the price of the quantity that the buyer got, rounded to the nearest unit. */
    private static final String PAID = """
            SELECT t.number, t.id::text AS id, t.buyer, t.currency, t.currency_places, t.changed_at,
                t.state = 'split' AS is_part,
                CASE t.state WHEN 'split' THEN round(t.payment::numeric * t.buyer_units / t.units)::bigint
                    ELSE t.payment END AS paid,
                ARRAY(SELECT c.recorded_at FROM p2p.chargebacks c WHERE c.tenant_id = t.tenant_id AND c.trade = t.id
                    UNION ALL SELECT w.recorded_at FROM p2p.chargeback_withdrawals w
                        WHERE w.tenant_id = t.tenant_id AND w.trade = t.id AND w.is_approved ORDER BY 1) AS taken_back,
                ARRAY(SELECT w.decided_at FROM p2p.chargeback_withdrawals w
                    WHERE w.tenant_id = t.tenant_id AND w.trade = t.id AND w.is_approved ORDER BY 1) AS restored
            FROM p2p.trades t WHERE t.tenant_id = ? AND t.state IN ('released', 'split') AND t.number > ?""";

    private static final String PAGE = "SELECT * FROM (" + PAID
            + " AND t.buyer = ? ORDER BY t.number LIMIT ?) bought UNION ALL SELECT * FROM (" + PAID
            + " AND t.seller = ? ORDER BY t.number LIMIT ?) sold ORDER BY number LIMIT ?";

    /**
     * Payment of a trade.
     *
     * @param number position of the trade
     * @param isPurchase true if the account paid
     * @param isPart true for a split, whose payment is the price of the part that the buyer got
     * @param units units of the currency; 0 if the part is worth less than half of one
     * @param takenBackAt times of recorded chargebacks
     * @param restoredAt times at which chargebacks were withdrawn
     */
    public record PaymentRecord(
            long number,
            String trade,
            boolean isPurchase,
            boolean isPart,
            String currency,
            int places,
            long units,
            Instant releasedAt,
            List<Instant> takenBackAt,
            List<Instant> restoredAt) {}

    /** Returns payments of an account behind a number, oldest trade first. */
    public List<PaymentRecord> page(AccountId account, long after, int limit) {
        int tenant = account.tenant();
        long number = account.number();
        return database.query(
                tenant,
                connection -> Sql.all(
                        connection,
                        row -> read(row, number),
                        PAGE,
                        tenant,
                        after,
                        number,
                        limit,
                        tenant,
                        after,
                        number,
                        limit,
                        limit));
    }

    private static PaymentRecord read(ResultSet row, long account) throws SQLException {
        return new PaymentRecord(
                row.getLong("number"),
                row.getString("id"),
                row.getLong("buyer") == account,
                row.getBoolean("is_part"),
                row.getString("currency"),
                row.getInt("currency_places"),
                row.getLong("paid"),
                row.getTimestamp("changed_at").toInstant(),
                times(row, "taken_back"),
                times(row, "restored"));
    }

    private static List<Instant> times(ResultSet row, String column) throws SQLException {
        return Arrays.stream((Timestamp[]) row.getArray(column).getArray())
                .map(Timestamp::toInstant)
                .toList();
    }
}
