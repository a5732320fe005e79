package com.flowex.p2p.store;

import com.flowex.domain.value.AccountId;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Payments of released trades, as records for the accounts of their parties. */
public record PaymentRecords(Database database) {

    private static final String RELEASED = """
            SELECT t.number, t.id::text AS id, t.buyer, t.currency, t.currency_places, t.payment, t.changed_at, c.recorded_at
            FROM p2p.trades t LEFT JOIN p2p.chargebacks c ON c.tenant_id = t.tenant_id AND c.trade = t.id
            WHERE t.tenant_id = ? AND t.state = 'released' AND t.number > ?""";
    private static final String PAGE = "SELECT * FROM (" + RELEASED
            + " AND t.buyer = ? ORDER BY t.number LIMIT ?) bought UNION ALL SELECT * FROM (" + RELEASED
            + " AND t.seller = ? ORDER BY t.number LIMIT ?) sold ORDER BY number LIMIT ?";

    /**
     * Payment of a trade.
     *
     * @param number position of the trade
     * @param isPurchase true if the account paid
     * @param units units of the currency
     * @param takenBackAt empty if no moderator recorded a chargeback
     */
    public record PaymentRecord(
            long number,
            String trade,
            boolean isPurchase,
            String currency,
            int places,
            long units,
            Instant releasedAt,
            Optional<Instant> takenBackAt) {}

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
        Timestamp takenBack = row.getTimestamp("recorded_at");
        return new PaymentRecord(
                row.getLong("number"),
                row.getString("id"),
                row.getLong("buyer") == account,
                row.getString("currency"),
                row.getInt("currency_places"),
                row.getLong("payment"),
                row.getTimestamp("changed_at").toInstant(),
                Optional.ofNullable(takenBack).map(Timestamp::toInstant));
    }
}
