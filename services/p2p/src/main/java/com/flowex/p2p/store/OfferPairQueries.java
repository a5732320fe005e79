package com.flowex.p2p.store;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.AssetId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.util.List;
import java.util.Locale;

/** Pairs of asset and currency that have active offers. */
public final class OfferPairQueries {

    /** Maximum number of pairs that are returned, counted by side. */
    private static final int PAIRS_MAX = 400;

    private static final String ALL =
            steps("fixed", "IS NOT NULL") + steps("floating", "IS NULL").replace("WITH RECURSIVE", ",") + """
             SELECT asset, currency, side FROM fixed UNION SELECT asset, currency, side FROM floating
            ORDER BY asset, currency, side LIMIT ?""";

    private OfferPairQueries() {}

    /** Each step jumps to the next pair of the index, so the number of offers does not matter. */
    private static String steps(String name, String price) {
        return """
            WITH RECURSIVE %1$s AS (
                (%2$s)
                UNION ALL
                SELECT next.* FROM %1$s before CROSS JOIN LATERAL (%3$s) next)""".formatted(
                        name, next(price, "-1, '', ''"), next(price, "before.asset, before.currency, before.side"));
    }

    /** Next pair behind another one, by the index of active offers with a price or of those with a margin. */
    private static String next(String price, String before) {
        return """
            SELECT asset, currency, side FROM p2p.offers
            WHERE tenant_id = ? AND state = 'active' AND price %s AND (asset, currency, side) > (%s)
            ORDER BY asset, currency, side LIMIT 1""".formatted(price, before);
    }

    /**
     * Pair with active offers of one side.
     *
     * @param side side of the owners
     */
    public record Pair(AssetId asset, String currency, Side side) {}

    /** Returns the pairs of a tenant, ordered by asset, currency and side. */
    public static List<Pair> all(Transaction connection, int tenant) {
        return Sql.all(
                connection,
                row -> new Pair(
                        new AssetId(row.getInt(1)),
                        row.getString(2),
                        Side.valueOf(row.getString(3).toUpperCase(Locale.ROOT))),
                ALL,
                tenant,
                tenant,
                tenant,
                tenant,
                PAIRS_MAX);
    }
}
