package com.flowex.wallet.store.margin;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.platform.database.sql.RowSource;
import com.flowex.platform.database.sql.Sql;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queries of charges of interest, liquidations, shortfalls and debts, newest first. Every query names its tenant. */
public record MarginHistory(RowSource rows) {

    private static final String INTEREST = """
            SELECT sequence, asset_id, units, hours, created_nanos, hourly_rate FROM wallet.margin_interest
            WHERE tenant = ? AND account = ? AND sequence < ? AND (?::integer IS NULL OR asset_id = ?)
            ORDER BY sequence DESC LIMIT ?""";

    private static final String OF_ACCOUNT = """
            SELECT account, sequence, level, started_nanos, ended_nanos FROM wallet.liquidations
            WHERE tenant = ? AND account = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?""";

    private static final String OF_TENANT = """
            SELECT account, sequence, level, started_nanos, ended_nanos FROM wallet.liquidations
            WHERE tenant = ? AND sequence < ? AND (ended_nanos = 0 OR NOT ?) ORDER BY sequence DESC LIMIT ?""";

    private static final String CALLS = """
            SELECT account, sequence, level, created_nanos, created_nanos FROM wallet.margin_calls
            WHERE tenant = ? AND account = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?""";

    private static final String SHORTFALLS = """
            SELECT sequence, account, asset_id, units, booked, total, created_nanos FROM wallet.shortfalls
            WHERE tenant = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?""";

    private static final String DEBTS = """
            SELECT account, principal, interest, began_nanos, charged_nanos FROM wallet.debts
            WHERE tenant = ? AND asset_id = ? AND account > ? ORDER BY account LIMIT ?""";

    /**
     * Charge of interest.
     *
     * @param hours hours charged: 1, or more after an outage
     * @param rateBillionths rate an hour; null if the view does not know it
     */
    public record InterestCharge(
            long sequence,
            AssetId asset,
            long units,
            long hours,
            long timeNanos,
            @Nullable Long rateBillionths) {}

    /**
     * Liquidation or margin call.
     *
     * @param sequence number of the event that began it
     * @param endedNanos log time of its end; 0 while it goes on
     */
    public record LevelEvent(long account, long sequence, long levelMillionths, long startedNanos, long endedNanos) {}

    /**
     * Loss of a pool, or a payment of the insurance account for one.
     *
     * @param account account whose debt ended, or the insurance account
     * @param totalUnits losses of the asset that were not booked after this event
     */
    public record Shortfall(
            long sequence,
            long account,
            AssetId asset,
            long units,
            boolean isBooked,
            long totalUnits,
            long timeNanos) {}

    public record AccountDebt(
            long account, long principalUnits, long interestUnits, long beganNanos, long chargedNanos) {}

    /**
     * Returns charges of interest.
     *
     * @param asset id of the asset; null for all
     * @param before sequence before which to read
     */
    public List<InterestCharge> interest(AccountId account, @Nullable Integer asset, long before, int limit) {
        return rows.query(
                account.tenant(),
                connection -> Sql.all(
                        connection,
                        row -> new InterestCharge(
                                row.getLong(1),
                                new AssetId(row.getInt(2)),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getObject(6, Long.class)),
                        INTEREST,
                        account.tenant(),
                        account.number(),
                        before,
                        asset,
                        asset,
                        limit));
    }

    /** Returns an account's liquidations. */
    public List<LevelEvent> liquidations(AccountId account, long before, int limit) {
        return levels(OF_ACCOUNT, account.tenant(), account.number(), before, limit);
    }

    /** Returns an account's margin calls. */
    public List<LevelEvent> calls(AccountId account, long before, int limit) {
        return levels(CALLS, account.tenant(), account.number(), before, limit);
    }

    /** Returns the liquidations of a tenant, all of them or those under way. */
    public List<LevelEvent> liquidations(int tenant, boolean isRunning, long before, int limit) {
        return levels(OF_TENANT, tenant, before, isRunning, limit);
    }

    private List<LevelEvent> levels(String sql, int tenant, Object... more) {
        Object[] values = new Object[more.length + 1];
        values[0] = tenant;
        System.arraycopy(more, 0, values, 1, more.length);
        return rows.query(
                tenant,
                connection -> Sql.all(
                        connection,
                        row -> new LevelEvent(
                                row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)),
                        sql,
                        values));
    }

    public List<Shortfall> shortfalls(int tenant, long before, int limit) {
        return rows.query(
                tenant,
                connection -> Sql.all(
                        connection,
                        row -> new Shortfall(
                                row.getLong(1),
                                row.getLong(2),
                                new AssetId(row.getInt(3)),
                                row.getLong(4),
                                row.getBoolean(5),
                                row.getLong(6),
                                row.getLong(7)),
                        SHORTFALLS,
                        tenant,
                        before,
                        limit));
    }

    /** Returns the debts of a pool, by number of the account. */
    public List<AccountDebt> debts(int tenant, AssetId asset, long behindAccount, int limit) {
        return rows.query(
                tenant,
                connection -> Sql.all(
                        connection,
                        row -> new AccountDebt(
                                row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)),
                        DEBTS,
                        tenant,
                        asset.value(),
                        behindAccount,
                        limit));
    }
}
