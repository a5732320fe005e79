package com.flowex.wallet.store.balance;

import com.flowex.domain.value.AssetId;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sums of balances over several accounts, as of the view's position, for background work. */
public record AggregateBalanceQueries(Database database) {

    private static final String OF_ACCOUNTS = """
            SELECT asset_id, sum(balance) FROM wallet.balances
            WHERE tenant = ? AND account = ANY (?::bigint[]) GROUP BY asset_id""";
    private static final String OF_ALL = "SELECT asset_id, liabilities FROM wallet.totals WHERE tenant = ?";

    private record Owned(AssetId asset, BigDecimal units) {}

    /** Returns the sums by asset, in its smallest units. */
    public Map<AssetId, BigDecimal> of(int tenant, List<Long> accounts) {
        Long[] numbers = accounts.toArray(Long[]::new);
        return byAsset(database.query(
                tenant,
                connection -> Sql.all(
                        connection,
                        AggregateBalanceQueries::owned,
                        OF_ACCOUNTS,
                        tenant,
                        numbers(connection, numbers))));
    }

    /** Returns the sums over all customers. */
    public Map<AssetId, BigDecimal> ofAll(int tenant) {
        return byAsset(database.query(
                tenant, connection -> Sql.all(connection, AggregateBalanceQueries::owned, OF_ALL, tenant)));
    }

    private static Array numbers(Transaction connection, Long[] numbers) throws SQLException {
        return connection.jdbc().createArrayOf("bigint", numbers);
    }

    private static Owned owned(ResultSet row) throws SQLException {
        return new Owned(new AssetId(row.getInt(1)), row.getBigDecimal(2));
    }

    private static Map<AssetId, BigDecimal> byAsset(List<Owned> rows) {
        Map<AssetId, BigDecimal> all = new HashMap<>();
        rows.forEach(row -> all.put(row.asset(), row.units()));
        return all;
    }
}
