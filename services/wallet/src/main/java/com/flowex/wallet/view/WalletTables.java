package com.flowex.wallet.view;

import com.flowex.domain.market.Asset;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.projection.rows.AssetsTable;
import com.flowex.platform.projection.rows.BulkRows;
import com.flowex.wallet.store.transaction.TransactionBody;
import com.flowex.wallet.store.transaction.TransactionRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;

/** Writing of a reducer's changes, and restoring of the directory. */
final class WalletTables {

    private static final BulkRows<TransactionRow> TRANSACTIONS = BulkRows.<TransactionRow>of()
            .int4("tenant", row -> row.account().tenant())
            .int8("account", row -> row.account().number())
            .int8("sequence", TransactionRow::sequence)
            .uuid(
                    "transfer_id",
                    row -> new UUID(row.transfer().high(), row.transfer().low()))
            .text("kind", row -> TransactionBody.wordOf(row.kind()))
            .int4("asset_id", row -> row.amount().asset().value())
            .int8("amount", row -> row.amount().units())
            .int8("created_nanos", TransactionRow::timeNanos);

    private static final BulkRows<WalletReducer.BalanceRow> BALANCES = BulkRows.<WalletReducer.BalanceRow>of()
            .int4("tenant", row -> row.balance().account().tenant())
            .int8("account", row -> row.balance().account().number())
            .int4("asset_id", row -> row.balance().asset().value())
            .int8("balance", row -> row.balance().balanceUnits())
            .int8("held", row -> row.balance().heldUnits())
            .int8("sequence", WalletReducer.BalanceRow::sequence);

    /**
     * Balances and their totals in one statement. All its parts see the balances from before it, so the totals change
     * by the difference between old and new balances.
     */
    private static final String UPSERT_BALANCES =
            String.format(Locale.ROOT, """
            WITH fresh AS (
                SELECT * FROM %s AS f (%s)
            ), difference AS (
                SELECT tenant, asset_id,
                    sum(f.balance::numeric - coalesce(b.balance, 0)) AS total,
                    coalesce(sum(f.balance::numeric - coalesce(b.balance, 0)) FILTER (WHERE account >= %d), 0) AS liabilities,
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
            DO UPDATE SET balance = excluded.balance, held = excluded.held, sequence = excluded.sequence""", BALANCES.unnested(), BALANCES.names(), AccountId.CUSTOMERS_FROM);

    private WalletTables() {}

    static void write(Connection connection, WalletReducer.Changes changes) throws SQLException {
        for (Asset asset : changes.assets) {
            AssetsTable.insert(connection, asset);
        }
        for (Instrument market : changes.markets) {
            JournalTables.write(connection, market);
        }
        TRANSACTIONS.copyInto(connection, "transactions", changes.transactions);
        BALANCES.run(connection, UPSERT_BALANCES, changes.balances.values(), "balances");
    }

    /** Fills the directory from the view. */
    static void restore(Connection connection, InstrumentDirectory directory) throws SQLException {
        AssetsTable.all(connection).forEach(directory::listed);
    }
}
