package com.flowex.wallet.store.journal;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.platform.database.sql.RowSource;
import com.flowex.platform.database.sql.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Query of an account's balances at many moments, in one statement and thus of one moment of the view. */
public record PastBalanceQueries(RowSource rows) {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /**
     * The end of the chapter before each moment, and this chapter's movements that are earlier than the moment. No moment
     * reads more movements than a chapter has events.
     */
    private static final String AT_MOMENTS = """
            WITH moment AS (
                SELECT n, nanos,
                    coalesce((SELECT max(chapter) FROM wallet.chapters WHERE began_nanos < nanos), 0) AS chapter,
                    coalesce((SELECT max(first_sequence) FROM wallet.chapters WHERE began_nanos < nanos), 1) AS first,
                    coalesce((SELECT min(first_sequence) FROM wallet.chapters WHERE began_nanos >= nanos),
                        9223372036854775807) AS behind
                FROM unnest(?::bigint[]) WITH ORDINALITY AS asked (nanos, n)
            ), moved AS (
                SELECT m.n, leg.asset_id, sum(leg.amount) AS units
                FROM moment m
                JOIN wallet.journal j ON j.tenant = ? AND j.account = ? AND j.sequence >= m.first AND j.sequence < m.behind
                    AND j.created_nanos < m.nanos
                JOIN LATERAL (VALUES (j.asset_id, j.amount), (j.other_asset_id, j.other_amount)) AS leg (asset_id, amount)
                    ON leg.asset_id <> 0
                GROUP BY m.n, leg.asset_id
            )
            SELECT m.n, b.asset_id, (coalesce(c.balance, 0) + coalesce(d.units, 0))::bigint AS units
            FROM moment m JOIN wallet.balances b ON b.tenant = ? AND b.account = ?
            LEFT JOIN LATERAL (
                SELECT balance FROM wallet.chapter_balances c
                WHERE c.tenant = b.tenant AND c.account = b.account AND c.asset_id = b.asset_id AND c.chapter < m.chapter
                ORDER BY c.chapter DESC LIMIT 1) c ON true
            LEFT JOIN moved d ON d.n = m.n AND d.asset_id = b.asset_id
            WHERE coalesce(c.balance, 0) + coalesce(d.units, 0) <> 0""";

    private record PastBalance(int moment, AssetId asset, long units) {}

    /**
     * Returns the balances before each moment, by asset; assets of which the account had nothing are left out.
     *
     * @param moments seconds since 1970
     */
    public List<Map<AssetId, Long>> at(AccountId account, long[] moments) {
        long[] nanos = new long[moments.length];
        List<Map<AssetId, Long>> balances = new ArrayList<>(moments.length);
        for (int i = 0; i < moments.length; i++) {
            nanos[i] = Math.multiplyExact(moments[i], NANOS_PER_SECOND);
            balances.add(new HashMap<>());
        }
        Object requested = nanos;
        rows.query(
                        account.tenant(),
                        connection -> Sql.all(
                                connection,
                                row -> new PastBalance(row.getInt(1) - 1, new AssetId(row.getInt(2)), row.getLong(3)),
                                AT_MOMENTS,
                                requested,
                                account.tenant(),
                                account.number(),
                                account.tenant(),
                                account.number()))
                .forEach(held -> balances.get(held.moment()).put(held.asset(), held.units()));
        return balances;
    }
}
