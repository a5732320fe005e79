package com.flowex.wallet.terms;

import com.flowex.domain.Asset;
import com.flowex.ground.database.Sql;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The terms of assets. Every connection is of a transaction that sees one tenant. */
public final class TermsTable {

    private static final String FIND = """
            SELECT minimum, fee, approval_above, daily_user, daily_vip, daily_tenant, deposit_minimum, deposit_large, stopped, version
            FROM custody.terms WHERE tenant_id = ? AND asset_id = ?""";

    private static final String SET = """
            INSERT INTO custody.terms AS t (tenant_id, asset_id, minimum, fee, approval_above, daily_user, daily_vip, daily_tenant,
                deposit_minimum, deposit_large)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, asset_id) DO UPDATE SET minimum = excluded.minimum, fee = excluded.fee,
                approval_above = excluded.approval_above, daily_user = excluded.daily_user, daily_vip = excluded.daily_vip,
                daily_tenant = excluded.daily_tenant, deposit_minimum = excluded.deposit_minimum,
                deposit_large = excluded.deposit_large, version = t.version + 1, updated_at = now()
            WHERE t.version = ?""";

    private static final String STOP = """
            INSERT INTO custody.terms AS t (tenant_id, asset_id, stopped) VALUES (?, ?, ?)
            ON CONFLICT (tenant_id, asset_id) DO UPDATE SET stopped = excluded.stopped, version = t.version + 1, updated_at = now()
            WHERE t.stopped <> excluded.stopped""";

    private TermsTable() {}

    /** The terms of an asset, built in where nobody has said anything. */
    public static Terms of(Connection connection, Asset asset) throws SQLException {
        Terms otherwise = Terms.builtIn(asset);
        return Sql.one(
                        connection,
                        row -> terms(row, otherwise),
                        FIND,
                        asset.tenant(),
                        asset.id().value())
                .orElse(otherwise);
    }

    /** Whether they were still of that version. */
    public static boolean set(Connection connection, Asset asset, Terms terms, long version) throws SQLException {
        return 1
                == Sql.execute(
                        connection,
                        SET,
                        asset.tenant(),
                        asset.id().value(),
                        terms.minimum(),
                        terms.fee(),
                        terms.approvalAbove(),
                        terms.dailyUser(),
                        terms.dailyVip(),
                        new BigDecimal(terms.dailyTenant()),
                        terms.depositMinimum(),
                        terms.depositLarge(),
                        version);
    }

    /** Withdrawals of an asset stop, or go on where {@code why} is empty. Whether that is news. */
    public static boolean stop(Connection connection, Asset asset, String why) throws SQLException {
        return 1 == Sql.execute(connection, STOP, asset.tenant(), asset.id().value(), why);
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
                row.getString("stopped"),
                row.getLong("version"));
    }

    private static long or(@Nullable Long said, long otherwise) {
        return said == null ? otherwise : said;
    }
}
