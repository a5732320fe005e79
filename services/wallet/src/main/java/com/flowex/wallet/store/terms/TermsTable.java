package com.flowex.wallet.store.terms;

import com.flowex.domain.market.Asset;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Terms of assets. Every connection belongs to a transaction that sees one tenant. */
public final class TermsTable {

    private static final String FIND = """
            SELECT minimum, fee, approval_above, daily_user, daily_vip, daily_tenant, deposit_minimum, deposit_large, hot_limit, hot_low,
                version
            FROM custody.terms WHERE tenant_id = ? AND asset_id = ?""";

    private static final String FIRST = """
            INSERT INTO custody.terms (minimum, fee, approval_above, daily_user, daily_vip, daily_tenant, deposit_minimum, deposit_large,
                hot_limit, hot_low, tenant_id, asset_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant_id, asset_id) DO NOTHING""";

    private static final String CHANGE = """
            UPDATE custody.terms SET minimum = ?, fee = ?, approval_above = ?, daily_user = ?, daily_vip = ?, daily_tenant = ?,
                deposit_minimum = ?, deposit_large = ?, hot_limit = ?, hot_low = ?, version = version + 1, updated_at = now()
            WHERE tenant_id = ? AND asset_id = ? AND version = ?""";

    private static final String KEEP = """
            UPDATE custody.terms SET minimum = coalesce(?, minimum), fee = coalesce(?, fee),
                approval_above = coalesce(?, approval_above), daily_user = coalesce(?, daily_user),
                daily_vip = coalesce(?, daily_vip), daily_tenant = coalesce(?, daily_tenant),
                deposit_minimum = coalesce(?, deposit_minimum), deposit_large = coalesce(?, deposit_large),
                hot_limit = coalesce(?, hot_limit), hot_low = coalesce(?, hot_low), version = version + 1, updated_at = now()
            WHERE tenant_id = ? AND asset_id = ? AND version = ?""";

    private static final String TOUCH = """
            INSERT INTO custody.terms AS t (tenant_id, asset_id) VALUES (?, ?)
            ON CONFLICT (tenant_id, asset_id) DO UPDATE SET version = t.version + 1, updated_at = now()""";

    private TermsTable() {}

    /** Returns the terms of an asset; the default ones where none are set. */
    public static Terms of(Transaction connection, Asset asset) {
        Terms otherwise = Terms.builtIn(asset).withStopped(WithdrawalStopsTable.all(connection, asset));
        return Sql.one(
                        connection,
                        row -> terms(row, otherwise),
                        FIND,
                        asset.tenant(),
                        asset.id().value())
                .orElse(otherwise);
    }

    /** An administrator's change of an asset's terms, in units of its scale; null leaves a term as it is. */
    public record TermsChange(
            @Nullable Long minimum,
            @Nullable Long fee,
            @Nullable Long approvalAbove,
            @Nullable Long dailyUser,
            @Nullable Long dailyVip,
            @Nullable Long dailyTenant,
            @Nullable Long depositMinimum,
            @Nullable Long depositLarge,
            @Nullable Long hotLimit,
            @Nullable Long hotLow) {

        /**
         * Returns the terms after this change.
         *
         * @param otherwise terms that replace null ones
         */
        public Terms over(Terms before, Terms otherwise) {
            return new Terms(
                    or(minimum, otherwise.minimum()),
                    or(fee, otherwise.fee()),
                    or(approvalAbove, otherwise.approvalAbove()),
                    or(dailyUser, otherwise.dailyUser()),
                    or(dailyVip, otherwise.dailyVip()),
                    dailyTenant == null ? otherwise.dailyTenant() : BigInteger.valueOf(dailyTenant),
                    or(depositMinimum, otherwise.depositMinimum()),
                    or(depositLarge, otherwise.depositLarge()),
                    or(hotLimit, otherwise.hotLimit()),
                    or(hotLow, otherwise.hotLow()),
                    before.stopped(),
                    before.version());
        }
    }

    /**
     * Changes the terms, unless they have changed in the meantime.
     *
     * @param version version that the caller has seen; 0 if no terms were set
     * @param keeps true if a null term stays as it is; false if it takes its default
     */
    public static boolean change(Transaction connection, Asset asset, TermsChange change, long version, boolean keeps) {
        List<@Nullable Object> values = new ArrayList<>(Arrays.asList(
                change.minimum,
                change.fee,
                change.approvalAbove,
                change.dailyUser,
                change.dailyVip,
                change.dailyTenant,
                change.depositMinimum,
                change.depositLarge,
                change.hotLimit,
                change.hotLow,
                asset.tenant(),
                asset.id().value()));
        if (version == 0) {
            return 1 == Sql.execute(connection, FIRST, values.toArray());
        }
        values.add(version);
        return 1 == Sql.execute(connection, keeps ? KEEP : CHANGE, values.toArray());
    }

    /** Raises the version for a stop, so that an administrator who has not seen the stop does not change the terms. */
    static void touch(Transaction connection, Asset asset) {
        Sql.execute(connection, TOUCH, asset.tenant(), asset.id().value());
    }

    private static Terms terms(ResultSet row, Terms otherwise) throws SQLException {
        BigDecimal tenant = row.getBigDecimal("daily_tenant");
        BigInteger dailyTenant = tenant == null ? otherwise.dailyTenant() : tenant.toBigIntegerExact();
        return new Terms(
                or(row.getObject("minimum", Long.class), otherwise.minimum()),
                or(row.getObject("fee", Long.class), otherwise.fee()),
                or(row.getObject("approval_above", Long.class), otherwise.approvalAbove()),
                or(row.getObject("daily_user", Long.class), otherwise.dailyUser()),
                or(row.getObject("daily_vip", Long.class), otherwise.dailyVip()),
                dailyTenant,
                or(row.getObject("deposit_minimum", Long.class), otherwise.depositMinimum()),
                or(row.getObject("deposit_large", Long.class), otherwise.depositLarge()),
                or(row.getObject("hot_limit", Long.class), otherwise.hotLimit()),
                or(row.getObject("hot_low", Long.class), otherwise.hotLow()),
                otherwise.stopped(),
                row.getLong("version"));
    }

    private static long or(@Nullable Long given, long otherwise) {
        return given == null ? otherwise : given;
    }
}
