package com.flowex.p2p.store.statement;

import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Differences between trades and bank statements: paid trades that no entry pays, and entries of trades that pay none.
 * Entries that concern no trade are private, and are counted alone.
 */
public final class ReconciliationQueries {

    private static final String TRADES = """
            SELECT t.number, t.id, t.method, t.currency, t.currency_places, t.payment, t.state, t.buyer, t.seller,
                t.created_at
            FROM p2p.trades t WHERE t.tenant_id = ? AND t.created_at >= ? AND t.created_at < ?
            AND (?::text IS NULL OR t.method = ?) AND t.number < ?
            AND t.state IN ('paid', 'disputed', 'proposed', 'decided', 'appealed', 'appeal_proposed', 'released', 'split')
            AND NOT EXISTS (SELECT 1 FROM p2p.bank_entries e WHERE e.tenant_id = t.tenant_id
                AND e.account IN (t.buyer, t.seller) AND e.trade = t.id AND e.result IN ('by_reference', 'by_amount'))
            ORDER BY t.number DESC LIMIT ?""";
    private static final String LAST_STATEMENTS = """
            SELECT account, max(uploaded_at) FROM p2p.bank_statements WHERE tenant_id = ? AND account = ANY(?)
            GROUP BY account""";
    private static final String OF_PERIOD = """
            FROM p2p.bank_entries e LEFT JOIN p2p.trades t ON t.tenant_id = e.tenant_id AND t.id = e.trade
            WHERE e.tenant_id = ? AND e.booked_on >= ? AND e.booked_on < ? AND (?::text IS NULL OR t.method = ?)""";
    private static final String ENTRIES = """
            SELECT e.statement * 8192 + e.number AS place, e.account, e.is_credit, e.amount, e.currency, e.booked_on,
                e.result, e.trade, t.method
            """ + OF_PERIOD + """
             AND e.result NOT IN ('by_reference', 'by_amount', 'no_trade') AND e.statement * 8192 + e.number < ?
            ORDER BY place DESC LIMIT ?""";
    private static final String PRIVATE = """
            SELECT count(*) FROM (SELECT 1 FROM p2p.bank_entries e WHERE e.tenant_id = ? AND e.booked_on >= ?
                AND e.booked_on < ? AND e.result = 'no_trade' LIMIT ?) AS some_entries""";

    /** Maximum number of private entries that are counted. */
    public static final int COUNTED_MAX = 100_000;

    private ReconciliationQueries() {}

    /**
     * Filter of a list.
     *
     * @param from first moment; trades by their taking, entries by their day in UTC
     * @param until first moment behind the period
     * @param method null for all
     */
    public record Filter(
            int tenant,
            Instant from,
            Instant until,
            @Nullable String method) {

        private LocalDate firstDay() {
            return from.atZone(ZoneOffset.UTC).toLocalDate();
        }

        /** A period that ends within a day has that day. */
        private LocalDate dayBehind() {
            LocalDate day = until.atZone(ZoneOffset.UTC).toLocalDate();
            return day.atStartOfDay(ZoneOffset.UTC).toInstant().equals(until) ? day : day.plusDays(1);
        }
    }

    /**
     * Trade that no entry of its parties pays.
     *
     * @param hasBuyerStatement true if the buyer added a statement after the taking
     * @param hasSellerStatement true if the seller added a statement after the taking
     */
    public record UnmatchedTrade(
            long number,
            UUID id,
            String method,
            String currency,
            int places,
            long paymentUnits,
            String state,
            long buyer,
            long seller,
            Instant takenAt,
            boolean hasBuyerStatement,
            boolean hasSellerStatement) {

        /** @param statements times of the last statements by account */
        private UnmatchedTrade with(Map<Long, Instant> statements) {
            return new UnmatchedTrade(
                    number,
                    id,
                    method,
                    currency,
                    places,
                    paymentUnits,
                    state,
                    buyer,
                    seller,
                    takenAt,
                    takenAt.isBefore(statements.getOrDefault(buyer, Instant.MIN)),
                    takenAt.isBefore(statements.getOrDefault(seller, Instant.MIN)));
        }
    }

    /**
     * Entry that concerns trades and pays none. Names and texts stay with their owner.
     *
     * @param place position in the list
     * @param trade trade that its text names; empty if several have its amount
     */
    public record UnmatchedEntry(
            long place,
            long account,
            boolean isCredit,
            BigDecimal amount,
            String currency,
            LocalDate bookedOn,
            String result,
            Optional<UUID> trade,
            Optional<String> method) {}

    /** Returns paid trades without an entry, newest first. */
    public static List<UnmatchedTrade> trades(Transaction connection, Filter filter, long before, int limit) {
        List<UnmatchedTrade> found = Sql.all(
                connection,
                ReconciliationQueries::trade,
                TRADES,
                filter.tenant,
                filter.from,
                filter.until,
                filter.method,
                filter.method,
                before,
                limit);
        Map<Long, Instant> statements = lastStatements(connection, filter.tenant, found);
        return found.stream().map(each -> each.with(statements)).toList();
    }

    private static Map<Long, Instant> lastStatements(Transaction connection, int tenant, List<UnmatchedTrade> trades) {
        long[] parties = trades.stream()
                .flatMapToLong(each -> LongStream.of(each.buyer, each.seller))
                .distinct()
                .toArray();
        Map<Long, Instant> last = new HashMap<>();
        Sql.all(
                        connection,
                        row -> Map.entry(row.getLong(1), row.getTimestamp(2).toInstant()),
                        LAST_STATEMENTS,
                        tenant,
                        parties)
                .forEach(each -> last.put(each.getKey(), each.getValue()));
        return last;
    }

    private static UnmatchedTrade trade(ResultSet row) throws SQLException {
        return new UnmatchedTrade(
                row.getLong("number"),
                row.getObject("id", UUID.class),
                row.getString("method"),
                row.getString("currency"),
                row.getInt("currency_places"),
                row.getLong("payment"),
                row.getString("state"),
                row.getLong("buyer"),
                row.getLong("seller"),
                row.getTimestamp("created_at").toInstant(),
                false,
                false);
    }

    /** Returns entries that concern trades and pay none, newest statement first. */
    public static List<UnmatchedEntry> entries(Transaction connection, Filter filter, long before, int limit) {
        return Sql.all(
                connection,
                ReconciliationQueries::entry,
                ENTRIES,
                filter.tenant,
                java.sql.Date.valueOf(filter.firstDay()),
                java.sql.Date.valueOf(filter.dayBehind()),
                filter.method,
                filter.method,
                before,
                limit);
    }

    private static UnmatchedEntry entry(ResultSet row) throws SQLException {
        return new UnmatchedEntry(
                row.getLong("place"),
                row.getLong("account"),
                row.getBoolean("is_credit"),
                row.getBigDecimal("amount"),
                row.getString("currency"),
                row.getDate("booked_on").toLocalDate(),
                row.getString("result"),
                Optional.ofNullable(row.getObject("trade", UUID.class)),
                Optional.ofNullable(row.getString("method")));
    }

    /** Returns the number of entries of the period that concern no trade, at most {@link #COUNTED_MAX}. */
    public static long countPrivate(Transaction connection, Filter filter) {
        return Sql.one(
                        connection,
                        row -> row.getLong(1),
                        PRIVATE,
                        filter.tenant,
                        java.sql.Date.valueOf(filter.firstDay()),
                        java.sql.Date.valueOf(filter.dayBehind()),
                        COUNTED_MAX)
                .orElse(0L);
    }
}
