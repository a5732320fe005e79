package com.flowex.wallet.store.transaction;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.wallet.store.terms.TermsTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Queries of an account that its owner closes: balances and payments that are left. */
public record ClosureQueries(Database database, InstrumentDirectory directory) {

    private static final String BALANCES = """
            SELECT asset_id, balance, held FROM wallet.balances
            WHERE tenant = ? AND account = ? AND (balance <> 0 OR held <> 0) ORDER BY asset_id""";
    private static final String HELD = """
            SELECT account, asset_id, balance FROM wallet.balances
            WHERE tenant = ? AND account = ANY (?::bigint[]) AND balance <> 0 ORDER BY account, asset_id""";
    private static final String UNDER_WAY = """
            SELECT type, asset_id, units FROM custody.transactions
            WHERE tenant_id = ? AND account = ? AND status IN ('pending', 'confirming', 'frozen') ORDER BY type""";

    /** A balance; {@code isSmall} if it is less than the least withdrawal and nothing of it is held. */
    public record Balance(Asset asset, long units, long held, boolean isSmall) {}

    /** A payment in progress. */
    public record PendingPayment(String type, boolean isSmall) {}

    /** Balances and payments in progress of an account. */
    public record Rest(List<Balance> balances, List<PendingPayment> payments) {}

    public Rest of(AccountId account) {
        return database.query(
                account.tenant(), connection -> new Rest(balances(connection, account), payments(connection, account)));
    }

    public List<Balance> balances(AccountId account) {
        return database.query(account.tenant(), connection -> balances(connection, account));
    }

    /** Amount in an account. */
    public record HeldAmount(AccountId account, Asset asset, long units) {}

    /** Returns the amounts in accounts of a tenant, by account and asset. */
    public List<HeldAmount> held(int tenant, Collection<AccountId> accounts) {
        String[] numbers = accounts.stream()
                .map(account -> Long.toString(account.number()))
                .toArray(String[]::new);
        return database.query(
                tenant,
                connection -> Sql.all(
                        connection,
                        row -> new HeldAmount(
                                new AccountId(tenant, row.getLong(1)),
                                directory.asset(new AssetId(row.getInt(2))),
                                row.getLong(3)),
                        HELD,
                        tenant,
                        numbers));
    }

    private List<Balance> balances(Transaction connection, AccountId account) {
        List<Balance> rows = Sql.all(
                connection,
                row -> new Balance(directory.asset(new AssetId(row.getInt(1))), row.getLong(2), row.getLong(3), false),
                BALANCES,
                account.tenant(),
                account.number());
        List<Balance> judged = new ArrayList<>();
        for (Balance row : rows) {
            boolean small = row.held() == 0
                    && row.units() > 0
                    && row.units() < TermsTable.of(connection, row.asset()).least();
            judged.add(new Balance(row.asset(), row.units(), row.held(), small));
        }
        return judged;
    }

    /**
     * Returns the payments in progress. A deposit that is too small to withdraw does not prevent the closing either.
     */
    private List<PendingPayment> payments(Transaction connection, AccountId account) {
        record Row(String type, Asset asset, long units) {}
        List<Row> rows = Sql.all(
                connection,
                row -> new Row(row.getString(1), directory.asset(new AssetId(row.getInt(2))), row.getLong(3)),
                UNDER_WAY,
                account.tenant(),
                account.number());
        List<PendingPayment> judged = new ArrayList<>();
        for (Row row : rows) {
            boolean small = row.type().equals("deposit")
                    && row.units() < TermsTable.of(connection, row.asset()).least();
            judged.add(new PendingPayment(row.type(), small));
        }
        return judged;
    }
}
