package com.flowex.risk.store.alert;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Price alerts in the order of their thresholds, and the trades up to which they were evaluated. The queries follow the
 * indexes of {@code V9__price_alerts_follow_trades.sql}: their cost grows with the alerts that are met, not with all.
 */
public final class PriceAlertsTable {

    private static final String ANY =
            "SELECT true FROM risk.alerts WHERE tenant_id = ? AND subject = 'price' AND enabled LIMIT 1";

    /** Alerts of an asset that a range of prices lets fire or arms again. */
    private static final String MET = """
            SELECT %s FROM (
                SELECT * FROM risk.alerts WHERE tenant_id = ? AND asset = ? AND subject = 'price' AND enabled AND armed
                    AND side = 'above' AND threshold < ?
                    AND (fired_at IS NULL OR fired_at + cool_down * INTERVAL '1 second' <= ?)
                UNION ALL
                SELECT * FROM risk.alerts WHERE tenant_id = ? AND asset = ? AND subject = 'price' AND enabled AND armed
                    AND side = 'below' AND threshold > ?
                    AND (fired_at IS NULL OR fired_at + cool_down * INTERVAL '1 second' <= ?)
                UNION ALL
                SELECT * FROM risk.alerts WHERE tenant_id = ? AND asset = ? AND subject = 'price' AND enabled AND NOT armed
                    AND side = 'above' AND threshold - hysteresis >= ?
                UNION ALL
                SELECT * FROM risk.alerts WHERE tenant_id = ? AND asset = ? AND subject = 'price' AND enabled AND NOT armed
                    AND side = 'below' AND threshold + hysteresis <= ?) met
            WHERE id > ? ORDER BY id LIMIT ?""".formatted(AlertsTable.COLUMNS);

    private static final String POSITIONS =
            "SELECT instrument_id, trade_id FROM risk.price_alert_positions WHERE tenant_id = ?";
    private static final String AT = """
            INSERT INTO risk.price_alert_positions (tenant_id, instrument_id, trade_id) VALUES (?, ?, ?)
            ON CONFLICT (tenant_id, instrument_id) DO UPDATE SET trade_id = excluded.trade_id""";

    private final Database database;

    public PriceAlertsTable(Database database) {
        this.database = database;
    }

    /** Returns true if a tenant has a price alert that is switched on. */
    public boolean any(int tenant) {
        return database.query(tenant, transaction -> Sql.one(transaction, row -> true, ANY, tenant))
                .isPresent();
    }

    /** Lowest and highest price of an asset. */
    public record PriceSpan(String asset, BigDecimal low, BigDecimal high) {}

    /**
     * Returns the alerts of an asset that a span of prices meets, by number.
     *
     * @param now alerts whose cool-down is not over then are left out
     * @param behind number of an alert behind which to go on; 0 at first
     */
    public List<Alert> met(int tenant, PriceSpan span, Instant now, long behind, int limit) {
        return database.query(
                tenant,
                transaction -> Sql.all(
                        transaction,
                        AlertsTable::alert,
                        MET,
                        tenant,
                        span.asset(),
                        span.high(),
                        now,
                        tenant,
                        span.asset(),
                        span.low(),
                        now,
                        tenant,
                        span.asset(),
                        span.low(),
                        tenant,
                        span.asset(),
                        span.high(),
                        behind,
                        limit));
    }

    /** Returns the last trades by which alerts were evaluated, by market. */
    public Map<Integer, Long> positions(int tenant) {
        Map<Integer, Long> positions = new HashMap<>();
        database.query(
                        tenant,
                        transaction -> Sql.all(
                                transaction, row -> Map.entry(row.getInt(1), row.getLong(2)), POSITIONS, tenant))
                .forEach(each -> positions.put(each.getKey(), each.getValue()));
        return positions;
    }

    /** Stores that alerts were evaluated by the trades of a market up to this one. */
    public static void at(Transaction transaction, int tenant, int market, long trade) {
        Sql.execute(transaction, AT, tenant, market, trade);
    }
}
