package com.flowex.wallet.view;

import com.flowex.domain.AccountId;
import com.flowex.domain.Asset;
import com.flowex.platform.projection.AssetsTable;
import com.flowex.platform.projection.Rows;
import com.flowex.wallet.asset.AssetDirectory;
import com.flowex.wallet.transfer.TransactionBody;
import com.flowex.wallet.transfer.TransactionRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Writes what a fold changed, and restores the directory. */
final class WalletTables {

    private static final String INSERT_TRANSACTIONS = """
            INSERT INTO transactions (tenant, account, sequence, transfer_id, kind, asset_id, amount,
                created_nanos)
            SELECT * FROM unnest(?::integer[], ?::bigint[], ?::bigint[], ?::uuid[], ?::text[], ?::integer[],
                ?::bigint[], ?::bigint[])""";

    /**
     * Balances and their totals in one statement: all its parts see the balances as they were before it, so the
     * difference to what they become is what the totals change by.
     */
    private static final String UPSERT_BALANCES = """
            WITH fresh AS (
                SELECT * FROM unnest(?::integer[], ?::bigint[], ?::integer[], ?::bigint[], ?::bigint[], ?::bigint[])
                    AS f (tenant, account, asset_id, balance, held, sequence)
            ), difference AS (
                SELECT tenant, asset_id,
                    sum(f.balance::numeric - coalesce(b.balance, 0)) AS total,
                    coalesce(sum(f.balance::numeric - coalesce(b.balance, 0)) FILTER (WHERE account >= ?), 0) AS liabilities,
                    count(*) FILTER (WHERE b.balance IS NULL) AS accounts
                FROM fresh f LEFT JOIN balances b USING (tenant, account, asset_id)
                GROUP BY tenant, asset_id
            ), summed AS (
                INSERT INTO totals AS t (tenant, asset_id, total, liabilities, accounts)
                SELECT tenant, asset_id, total, liabilities, accounts FROM difference
                ON CONFLICT (tenant, asset_id) DO UPDATE SET total = t.total + excluded.total,
                    liabilities = t.liabilities + excluded.liabilities, accounts = t.accounts + excluded.accounts
            )
            INSERT INTO balances (tenant, account, asset_id, balance, held, sequence)
            SELECT tenant, account, asset_id, balance, held, sequence FROM fresh
            ON CONFLICT (tenant, account, asset_id)
            DO UPDATE SET balance = excluded.balance, held = excluded.held, sequence = excluded.sequence""";

    private WalletTables() {}

    static void write(Connection connection, WalletFold.Changes changes) throws SQLException {
        for (Asset asset : changes.assets) {
            AssetsTable.insert(connection, asset);
        }
        insert(connection, changes.transactions);
        upsert(connection, changes.balances.values());
    }

    private static void insert(Connection connection, List<TransactionRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT_TRANSACTIONS)) {
            statement.setObject(
                    1, rows.stream().mapToInt(row -> row.account().tenant()).toArray());
            statement.setObject(
                    2, rows.stream().mapToLong(row -> row.account().number()).toArray());
            statement.setObject(
                    3, rows.stream().mapToLong(TransactionRow::sequence).toArray());
            statement.setArray(
                    4,
                    connection.createArrayOf(
                            "uuid", rows.stream().map(WalletTables::uuid).toArray()));
            statement.setObject(
                    5,
                    rows.stream().map(row -> TransactionBody.wordOf(row.kind())).toArray(String[]::new));
            statement.setObject(
                    6,
                    rows.stream().mapToInt(row -> row.amount().asset().value()).toArray());
            statement.setObject(
                    7, rows.stream().mapToLong(row -> row.amount().units()).toArray());
            statement.setObject(
                    8, rows.stream().mapToLong(TransactionRow::timeNanos).toArray());
            Rows.require(statement.executeUpdate(), rows.size(), "transactions");
        }
    }

    private static UUID uuid(TransactionRow row) {
        return new UUID(row.transfer().high(), row.transfer().low());
    }

    private static void upsert(Connection connection, Collection<WalletFold.BalanceRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(UPSERT_BALANCES)) {
            statement.setObject(
                    1,
                    rows.stream()
                            .mapToInt(row -> row.balance().account().tenant())
                            .toArray());
            statement.setObject(
                    2,
                    rows.stream()
                            .mapToLong(row -> row.balance().account().number())
                            .toArray());
            statement.setObject(
                    3,
                    rows.stream().mapToInt(row -> row.balance().asset().value()).toArray());
            statement.setObject(
                    4,
                    rows.stream().mapToLong(row -> row.balance().balanceUnits()).toArray());
            statement.setObject(
                    5, rows.stream().mapToLong(row -> row.balance().heldUnits()).toArray());
            statement.setObject(
                    6, rows.stream().mapToLong(WalletFold.BalanceRow::sequence).toArray());
            statement.setLong(7, AccountId.CUSTOMERS_FROM);
            Rows.require(statement.executeUpdate(), rows.size(), "balances");
        }
    }

    /** Fills the directory with what the view has stored. */
    static void restore(Connection connection, AssetDirectory directory) throws SQLException {
        AssetsTable.all(connection).forEach(directory::listed);
    }
}
