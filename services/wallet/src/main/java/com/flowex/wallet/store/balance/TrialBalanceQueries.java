package com.flowex.wallet.store.balance;

import com.flowex.platform.database.sql.RowSource;
import com.flowex.platform.database.sql.Sql;
import com.flowex.wallet.store.journal.AccountClass;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Queries of the balance of each class of accounts in each asset: the end of the chapter before, and the movements
 * since.
 */
public final class TrialBalanceQueries {

    /** One statement and thus one moment. The rows of a chapter are at most those that its events moved. */
    private static final String AT = """
            WITH place AS (
                SELECT coalesce(max(chapter), 0) AS chapter, coalesce(max(first_sequence), 1) AS first_sequence
                FROM wallet.chapters WHERE first_sequence <= ?
            ), since AS (
                SELECT leg.asset_id, coalesce(sum(leg.amount) FILTER (WHERE j.account = 1), 0) AS outside,
                    coalesce(sum(leg.amount) FILTER (WHERE j.account = 2), 0) AS fees,
                    coalesce(sum(leg.amount) FILTER (WHERE j.account BETWEEN 3 AND 999), 0) AS platform,
                    coalesce(sum(leg.amount) FILTER (WHERE j.account >= 1000), 0) AS customers
                FROM wallet.journal j JOIN LATERAL
                    (VALUES (j.asset_id, j.amount), (j.other_asset_id, j.other_amount)) AS leg (asset_id, amount) ON true
                WHERE j.tenant = ? AND j.sequence >= (SELECT first_sequence FROM place) AND j.sequence <= ?
                GROUP BY leg.asset_id
            )
            SELECT a.code, a.scale, (coalesce(b.outside, 0) + coalesce(s.outside, 0))::bigint AS outside,
                (coalesce(b.fees, 0) + coalesce(s.fees, 0))::bigint AS fees,
                (coalesce(b.platform, 0) + coalesce(s.platform, 0))::bigint AS platform,
                (coalesce(b.customers, 0) + coalesce(s.customers, 0))::bigint AS customers
            FROM wallet.assets a LEFT JOIN since s ON s.asset_id = a.asset_id
            LEFT JOIN LATERAL (
                SELECT * FROM wallet.chapter_sums c
                WHERE c.asset_id = a.asset_id AND c.chapter < (SELECT chapter FROM place)
                ORDER BY c.chapter DESC LIMIT 1) b ON true
            WHERE a.tenant = ? ORDER BY a.asset_id""";

    /**
     * Balances of one asset.
     *
     * @param units signed balance of each class
     */
    public record Line(String currency, int scale, Map<AccountClass, Long> units) {}

    private final RowSource rows;

    public TrialBalanceQueries(RowSource rows) {
        this.rows = rows;
    }

    public List<Line> at(int tenant, long sequence) {
        return rows.query(
                tenant,
                connection -> Sql.all(connection, TrialBalanceQueries::line, AT, sequence, tenant, sequence, tenant));
    }

    private static Line line(ResultSet row) throws SQLException {
        Map<AccountClass, Long> units = new EnumMap<>(AccountClass.class);
        for (AccountClass one : AccountClass.values()) {
            units.put(one, row.getLong(one.word()));
        }
        return new Line(row.getString("code"), row.getInt("scale"), units);
    }
}
