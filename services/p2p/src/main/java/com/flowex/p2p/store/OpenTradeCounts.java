package com.flowex.p2p.store;

import com.flowex.p2p.rule.TradeState;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts of a tenant's trades that have not ended, for the health checks. */
public record OpenTradeCounts(Database database) {

    /** The states are those of the index {@code trades_open}. */
    private static final String COUNTS = """
            SELECT state, count(*), count(*) FILTER (WHERE deadline_at < ? OR state = 'settling' AND attempt > 0),
                count(*) FILTER (WHERE escalations > 0 AND state IN ('disputed', 'proposed', 'appealed', 'appeal_proposed'))
            FROM p2p.trades WHERE tenant_id = ? AND state IN ('reserving', 'awaiting_payment', 'paid', 'disputed',
            'proposed', 'decided', 'appealed', 'appeal_proposed', 'settling', 'reopen_asked', 'reserving_again')
            GROUP BY state""";

    private static final String ESCROWS = """
            SELECT asset, sum(units + fee) FROM p2p.trades WHERE tenant_id = ? AND state IN ('awaiting_payment', 'paid',
            'disputed', 'proposed', 'decided', 'appealed', 'appeal_proposed', 'settling') GROUP BY asset""";
    private static final String OLDEST = """
            SELECT coalesce((SELECT min(e.at) FROM p2p.trade_events e WHERE e.tenant_id = t.tenant_id AND e.trade = t.id
                AND e.state = 'disputed'), t.changed_at) AS opened_at
            FROM p2p.trades t WHERE t.tenant_id = ?
            AND t.state IN ('disputed', 'proposed', 'appealed', 'appeal_proposed') ORDER BY opened_at LIMIT 1""";

    /**
     * Trades in one state.
     *
     * @param overdue those whose deadline was before the given time, or whose settlement the ledger refused
     * @param escalated those with an open dispute that was not decided within its service level
     */
    public record StateCount(TradeState state, long trades, long overdue, long escalated) {}

    /** Returns the units that are reserved for live trades, by the number of the asset. */
    public Map<Integer, BigDecimal> escrows(int tenant) {
        Map<Integer, BigDecimal> escrows = new TreeMap<>();
        database.query(
                        tenant,
                        connection -> Sql.all(
                                connection, row -> Map.entry(row.getInt(1), row.getBigDecimal(2)), ESCROWS, tenant))
                .forEach(each -> escrows.put(each.getKey(), each.getValue()));
        return escrows;
    }

    /** Returns when the oldest open dispute was opened, whatever happened in it since; empty if there is none. */
    public Optional<Instant> oldestDispute(int tenant) {
        return database.query(
                tenant,
                connection -> Sql.one(connection, row -> row.getTimestamp(1).toInstant(), OLDEST, tenant));
    }

    /** Returns the counts of all states that some trade is in. */
    public List<StateCount> of(int tenant, Instant before) {
        return database.query(
                tenant,
                connection -> Sql.all(
                        connection,
                        row -> new StateCount(
                                TradeState.of(row.getString(1)), row.getLong(2), row.getLong(3), row.getLong(4)),
                        COUNTS,
                        before,
                        tenant));
    }
}
