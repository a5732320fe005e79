package com.flowex.wallet.store.balance;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.database.Database;
import com.flowex.wallet.store.journal.Holding;
import com.flowex.wallet.store.journal.Holdings;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Queries of an account's balances. Every query names its account. */
public final class BalanceQueries {

    /** One statement and thus one moment: the listed assets, the account's balances, and the position of the view. */
    private static final String OF_ACCOUNT = """
            SELECT a.asset_id, coalesce(b.balance, 0) AS balance, coalesce(b.held, 0) AS held,
                (SELECT c.sequence FROM platform.checkpoints c WHERE c.projection = 'wallet') AS sequence
            FROM wallet.assets a LEFT JOIN wallet.balances b
                ON b.tenant = a.tenant AND b.account = ? AND b.asset_id = a.asset_id
            WHERE a.tenant = ? ORDER BY a.asset_id""";

    /**
     * Balances of one account.
     *
     * @param sequence number of the last event included
     * @param balances one entry for each listed asset
     */
    public record AccountBalances(long sequence, List<AssetBalance> balances) {

        /** Returns true if the account has nothing of any asset. */
        public boolean isEmpty() {
            return balances.stream().allMatch(held -> held.balanceUnits() == 0 && held.heldUnits() == 0);
        }
    }

    /**
     * Balance of one asset.
     *
     * @param balanceUnits everything that the account owns
     * @param heldUnits part that open orders need
     */
    public record AssetBalance(AssetId asset, long balanceUnits, long heldUnits) {}

    private final Database database;
    private final InstrumentDirectory directory;

    public BalanceQueries(Database database, InstrumentDirectory directory) {
        this.database = database;
        this.directory = directory;
    }

    /** Returns the account's balances of all listed assets. */
    public AccountBalances of(AccountId account) {
        return database.query(account.tenant(), connection -> {
            try (PreparedStatement statement = connection.jdbc().prepareStatement(OF_ACCOUNT)) {
                statement.setLong(1, account.number());
                statement.setInt(2, account.tenant());
                try (ResultSet row = statement.executeQuery()) {
                    return balances(row);
                }
            }
        });
    }

    /** Returns an account's past balances of all assets that are listed now. */
    public AccountBalances of(AccountId account, Holdings past) {
        List<AssetBalance> balances = directory.assetsOf(account.tenant()).stream()
                .map(asset -> {
                    Holding holding = past.assets().getOrDefault(asset.id(), Holding.NONE);
                    return new AssetBalance(asset.id(), holding.balanceUnits(), holding.heldUnits());
                })
                .toList();
        return new AccountBalances(past.sequence(), balances);
    }

    /** Returns an account's balance of an asset, as of the view's position. */
    public long total(AccountId account, AssetId asset) {
        return held(account, asset).balanceUnits();
    }

    /** Returns the part of an account's balance that is not held, as of the view's position. */
    public long available(AccountId account, AssetId asset) {
        AssetBalance held = held(account, asset);
        return held.balanceUnits() - held.heldUnits();
    }

    private AssetBalance held(AccountId account, AssetId asset) {
        return of(account).balances().stream()
                .filter(held -> held.asset().equals(asset))
                .findFirst()
                .orElseGet(() -> new AssetBalance(asset, 0, 0));
    }

    private static AccountBalances balances(ResultSet row) throws SQLException {
        long sequence = 0;
        List<AssetBalance> balances = new ArrayList<>();
        while (row.next()) {
            sequence = row.getLong("sequence");
            balances.add(
                    new AssetBalance(new AssetId(row.getInt("asset_id")), row.getLong("balance"), row.getLong("held")));
        }
        return new AccountBalances(sequence, balances);
    }

    public BalanceBody body(AssetBalance held) {
        return BalanceBody.of(directory.asset(held.asset()), held.balanceUnits(), held.heldUnits());
    }
}
