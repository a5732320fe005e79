package com.flowex.marketdata.store;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Queries of the new trades of many markets at once, as the range of their prices. */
public final class TradeRanges {

    private static final String AFTER = """
            SELECT n.instrument, min(t.price), max(t.price), (array_agg(t.price ORDER BY t.trade_id DESC))[1],
                max(t.trade_id), max(t.time_nanos), count(*)
            FROM unnest(?::bigint[], ?::bigint[]) AS n (instrument, seen)
            CROSS JOIN LATERAL (
                SELECT price, trade_id, time_nanos FROM marketdata.trade
                WHERE instrument_id = n.instrument::integer AND trade_id > n.seen AND tenant_id = ?
                ORDER BY trade_id LIMIT ?) t
            GROUP BY n.instrument""";
    private static final String LAST = """
            SELECT n.instrument, t.trade_id
            FROM unnest(?::bigint[]) AS n (instrument)
            CROSS JOIN LATERAL (
                SELECT trade_id FROM marketdata.trade
                WHERE instrument_id = n.instrument::integer AND tenant_id = ?
                ORDER BY trade_id DESC LIMIT 1) t""";

    private final Database database;

    public TradeRanges(Database database) {
        this.database = database;
    }

    /**
     * Range of the prices of consecutive trades of a market.
     *
     * @param lowUnits lowest price; so are the highest and the last
     * @param lastTrade number of the last of them
     * @param lastNanos log time of that trade
     * @param count number of trades
     */
    public record TradeRange(
            int instrument,
            long lowUnits,
            long highUnits,
            long lastUnits,
            long lastTrade,
            long lastNanos,
            long count) {}

    /**
     * Returns the trades of markets after a trade of each, oldest first, as one range for each market that has any.
     *
     * @param seen number of the last trade that is not wanted, by instrument
     * @param most most trades of one market
     */
    public List<TradeRange> after(int tenant, Map<Integer, Long> seen, int most) {
        List<Map.Entry<Integer, Long>> entries = List.copyOf(seen.entrySet());
        long[] instruments = entries.stream().mapToLong(Map.Entry::getKey).toArray();
        long[] trades = entries.stream().mapToLong(Map.Entry::getValue).toArray();
        return database.query(
                tenant,
                connection -> Sql.all(
                        connection,
                        row -> new TradeRange(
                                row.getInt(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6),
                                row.getLong(7)),
                        AFTER,
                        instruments,
                        trades,
                        tenant,
                        most));
    }

    /** Returns the numbers of the last trades of those of these markets that have traded. */
    public Map<Integer, Long> last(int tenant, List<Integer> instruments) {
        long[] requested = instruments.stream().mapToLong(Integer::longValue).toArray();
        return database
                .query(
                        tenant,
                        connection -> Sql.all(
                                connection, row -> Map.entry(row.getInt(1), row.getLong(2)), LAST, requested, tenant))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
