package com.flowex.trading.store.report;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.InstrumentId;
import com.flowex.platform.database.sql.RowSource;
import com.flowex.platform.database.sql.Sql;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads sums of fills by day; the view updates them with every fill. */
public final class FeeQueries {

    /** Number of accounts that are read at a time in a report by account. */
    static final int ACCOUNTS_AT_ONCE = 100;

    private static final String SUMS = """
            SELECT CASE WHEN ? THEN day END AS day, CASE WHEN ? THEN account END AS account, instrument_id, buy, maker,
                sum(fills) AS fills, sum(quantity) AS quantity, sum(quote) AS quote, sum(fee) AS fee, sum(rebate) AS rebate
            FROM trading.fill_days
            WHERE tenant = ? AND day BETWEEN ? AND ? AND account BETWEEN ? AND ?
                AND (?::integer IS NULL OR instrument_id = ?)
            GROUP BY 1, 2, instrument_id, buy, maker ORDER BY 2, 1, 3, 4, 5""";

    private static final String LAST_TRADE = """
            SELECT coalesce(max(last_sequence), 0) FROM trading.fill_days
            WHERE tenant = ? AND day BETWEEN ? AND ? AND account BETWEEN ? AND ?
                AND (?::integer IS NULL OR instrument_id = ?)""";

    /** Selects the last account of the next page of accounts. */
    private static final String NEXT = """
            SELECT max(account) FROM (
                SELECT DISTINCT account FROM trading.fill_days
                WHERE tenant = ? AND account BETWEEN ? AND ? ORDER BY account LIMIT ?) AS next""";

    /** Filter of the fee report. */
    public record FeeFilter(
            int tenant,
            int fromDay,
            int toDay,
            long fromAccount,
            long toAccount,
            @Nullable InstrumentId instrument,
            boolean byDay,
            boolean byAccount) {

        public FeeFilter of(long from, long to) {
            return new FeeFilter(tenant, fromDay, toDay, from, to, instrument, byDay, byAccount);
        }
    }

    private final RowSource rows;

    public FeeQueries(RowSource rows) {
        this.rows = rows;
    }

    public List<FeeReportRow> sums(FeeFilter filter) {
        Integer instrument =
                filter.instrument() == null ? null : filter.instrument().value();
        return rows.query(
                filter.tenant(),
                connection -> Sql.all(
                        connection,
                        FeeQueries::row,
                        SUMS,
                        filter.byDay(),
                        filter.byAccount(),
                        filter.tenant(),
                        filter.fromDay(),
                        filter.toDay(),
                        filter.fromAccount(),
                        filter.toAccount(),
                        instrument,
                        instrument));
    }

    /** Returns the sequence of the last trade in the sums; 0 if there is none. */
    public long lastTrade(FeeFilter filter) {
        Integer instrument =
                filter.instrument() == null ? null : filter.instrument().value();
        return rows.query(filter.tenant(), connection -> Sql.one(
                        connection,
                        row -> row.getLong(1),
                        LAST_TRADE,
                        filter.tenant(),
                        filter.fromDay(),
                        filter.toDay(),
                        filter.fromAccount(),
                        filter.toAccount(),
                        instrument,
                        instrument)
                .orElseThrow());
    }

    /** Returns the last of the next {@value #ACCOUNTS_AT_ONCE} accounts from an account on; 0 if there is none. */
    public long lastOfNext(FeeFilter filter, long from) {
        return rows.query(filter.tenant(), connection -> Sql.one(
                        connection,
                        row -> row.getLong(1),
                        NEXT,
                        filter.tenant(),
                        from,
                        filter.toAccount(),
                        ACCOUNTS_AT_ONCE)
                .orElse(0L));
    }

    private static FeeReportRow row(ResultSet row) throws SQLException {
        return new FeeReportRow(
                row.getObject("day", Integer.class),
                row.getObject("account", Long.class),
                new InstrumentId(row.getInt("instrument_id")),
                row.getBoolean("buy") ? Side.BUY : Side.SELL,
                row.getBoolean("maker"),
                row.getBigDecimal("fills").longValueExact(),
                whole(row.getBigDecimal("quantity")),
                whole(row.getBigDecimal("quote")),
                whole(row.getBigDecimal("fee")),
                whole(row.getBigDecimal("rebate")));
    }

    private static BigInteger whole(BigDecimal sum) {
        return sum.toBigIntegerExact();
    }
}
