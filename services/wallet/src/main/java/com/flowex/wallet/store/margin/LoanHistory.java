package com.flowex.wallet.store.margin;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.orderentry.LogTime;
import com.flowex.platform.database.sql.RowSource;
import com.flowex.platform.database.sql.Sql;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Queries of loans, repayments, charges of interest and rates in a range of log time, newest first. Every query names
 * its tenant.
 */
public record LoanHistory(RowSource rows) {

    private static final String LOANS_WHERE = """
            FROM wallet.margin_loans WHERE tenant = ? AND account = ? AND repaid = ?
                AND (?::integer IS NULL OR asset_id = ?) AND (?::bigint IS NULL OR sequence = ?)
                AND created_nanos >= ? AND created_nanos < ?""";

    private static final String LOANS = "SELECT sequence, asset_id, automatic, principal, interest, created_nanos "
            + LOANS_WHERE + " ORDER BY sequence DESC OFFSET ? LIMIT ?";

    private static final String COUNT_LOANS = "SELECT count(*) " + LOANS_WHERE;

    private static final String INTEREST_WHERE = """
            FROM wallet.margin_interest WHERE tenant = ? AND account = ? AND (?::integer IS NULL OR asset_id = ?)
                AND created_nanos >= ? AND created_nanos < ?""";

    private static final String INTEREST =
            "SELECT sequence, asset_id, units, principal, hourly_rate, on_loan, created_nanos " + INTEREST_WHERE
                    + " ORDER BY sequence DESC OFFSET ? LIMIT ?";

    private static final String COUNT_INTEREST = "SELECT count(*) " + INTEREST_WHERE;

    private static final String RATES = """
            SELECT hourly_rate, created_nanos FROM wallet.margin_rates
            WHERE tenant = ? AND asset_id = ? AND created_nanos < ? ORDER BY sequence DESC LIMIT ?""";

    /**
     * Part of an account's history.
     *
     * @param asset id of the asset; null for all
     * @param offset number of newer rows to leave out
     * @param limit largest number of rows
     */
    public record HistoryPage(AccountId account, @Nullable Integer asset, LogTime.Span span, long offset, int limit) {}

    /**
     * Loan or repayment.
     *
     * @param sequence number of the transfer's event
     * @param isAutomatic true if an order borrowed or repaid it, or a liquidation repaid it
     * @param principalUnits units by which the principal changed
     * @param interestUnits units of interest that were repaid; 0 of a loan
     */
    public record PastLoan(
            long sequence,
            AssetId asset,
            boolean isAutomatic,
            long principalUnits,
            long interestUnits,
            long timeNanos) {}

    /**
     * Charge of interest.
     *
     * @param principalUnits principal on which it was charged; null if the view does not know it
     * @param rateBillionths rate an hour; null if the view does not know it
     * @param isOfLoan true for the hour that a loan costs at once
     */
    public record PastInterest(
            long sequence,
            AssetId asset,
            long units,
            @Nullable Long principalUnits,
            @Nullable Long rateBillionths,
            boolean isOfLoan,
            long timeNanos) {}

    /** Rate of new loans from a moment on. */
    public record PastRate(long rateBillionths, long timeNanos) {}

    /**
     * Returns loans or repayments.
     *
     * @param sequence number of a transfer's event; empty for all
     */
    public List<PastLoan> loans(HistoryPage page, boolean isRepaid, OptionalLong sequence) {
        AccountId account = page.account();
        Long one = boxed(sequence);
        return rows.query(
                account.tenant(),
                connection -> Sql.all(
                        connection,
                        row -> new PastLoan(
                                row.getLong(1),
                                new AssetId(row.getInt(2)),
                                row.getBoolean(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6)),
                        LOANS,
                        account.tenant(),
                        account.number(),
                        isRepaid,
                        page.asset(),
                        page.asset(),
                        one,
                        one,
                        page.span().fromNanos(),
                        page.span().toNanos(),
                        page.offset(),
                        page.limit()));
    }

    /** Returns the number of loans or repayments on all pages. */
    public long countLoans(HistoryPage page, boolean isRepaid, OptionalLong sequence) {
        Long one = boxed(sequence);
        return count(
                COUNT_LOANS,
                page.account().tenant(),
                page.account().number(),
                isRepaid,
                page.asset(),
                page.asset(),
                one,
                one,
                page.span().fromNanos(),
                page.span().toNanos());
    }

    private static @Nullable Long boxed(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }

    private long count(String sql, int tenant, @Nullable Object... more) {
        @Nullable Object[] values = new @Nullable Object[more.length + 1];
        values[0] = tenant;
        System.arraycopy(more, 0, values, 1, more.length);
        return rows.query(tenant, connection -> Sql.one(connection, row -> row.getLong(1), sql, values))
                .orElse(0L);
    }

    /** Returns charges of interest. */
    public List<PastInterest> interest(HistoryPage page) {
        AccountId account = page.account();
        return rows.query(
                account.tenant(),
                connection -> Sql.all(
                        connection,
                        row -> new PastInterest(
                                row.getLong(1),
                                new AssetId(row.getInt(2)),
                                row.getLong(3),
                                row.getObject(4, Long.class),
                                row.getObject(5, Long.class),
                                row.getBoolean(6),
                                row.getLong(7)),
                        INTEREST,
                        account.tenant(),
                        account.number(),
                        page.asset(),
                        page.asset(),
                        page.span().fromNanos(),
                        page.span().toNanos(),
                        page.offset(),
                        page.limit()));
    }

    /** Returns the number of charges on all pages. */
    public long countInterest(HistoryPage page) {
        return count(
                COUNT_INTEREST,
                page.account().tenant(),
                page.account().number(),
                page.asset(),
                page.asset(),
                page.span().fromNanos(),
                page.span().toNanos());
    }

    /** Returns the rates of an asset's new loans in a range; the oldest may have been set before it. */
    public List<PastRate> rates(int tenant, AssetId asset, LogTime.Span span, int limit) {
        List<PastRate> rates = rows.query(
                tenant,
                connection -> Sql.all(
                        connection,
                        row -> new PastRate(row.getLong(1), row.getLong(2)),
                        RATES,
                        tenant,
                        asset.value(),
                        span.toNanos(),
                        limit));
        int within = (int) rates.stream()
                .filter(rate -> rate.timeNanos() > span.fromNanos())
                .count();
        return rates.subList(0, Math.min(within + 1, rates.size()));
    }
}
