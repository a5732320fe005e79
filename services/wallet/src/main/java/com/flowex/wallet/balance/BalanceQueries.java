package com.flowex.wallet.balance;

import com.flowex.desk.InstrumentDirectory;
import com.flowex.domain.AccountId;
import com.flowex.domain.AssetId;
import com.flowex.ground.database.Database;
import com.flowex.wallet.journal.Holding;
import com.flowex.wallet.past.Holdings;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads an account's balances. Nothing is found without its account. */
public final class BalanceQueries {

    /** One statement, so one moment: what is listed, what the account has of it, and how far the view was. */
    private static final String OF_ACCOUNT = """
            SELECT a.asset_id, coalesce(b.balance, 0) AS balance, coalesce(b.held, 0) AS held,
                (SELECT c.sequence FROM platform.checkpoints c WHERE c.projection = 'wallet') AS sequence
            FROM wallet.assets a LEFT JOIN wallet.balances b
                ON b.tenant = a.tenant AND b.account = ? AND b.asset_id = a.asset_id
            WHERE a.tenant = ? ORDER BY a.asset_id""";

    /**
     * What an account has.
     *
     * @param sequence of the last event in it
     * @param balances one for each asset listed
     */
    public record AccountBalances(long sequence, List<Held> balances) {}

    /**
     * What an account has of one asset.
     *
     * @param balanceUnits everything it owns
     * @param heldUnits the part that open orders need
     */
    public record Held(AssetId asset, long balanceUnits, long heldUnits) {}

    private final Database database;
    private final InstrumentDirectory directory;

    public BalanceQueries(Database database, InstrumentDirectory directory) {
        this.database = database;
        this.directory = directory;
    }

    /** The account's balances of all listed assets. */
    public AccountBalances of(AccountId account) {
        return database.query(account.tenant(), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(OF_ACCOUNT)) {
                statement.setLong(1, account.number());
                statement.setInt(2, account.tenant());
                try (ResultSet row = statement.executeQuery()) {
                    return balances(row);
                }
            }
        });
    }

    /** An account's balances of all assets that are listed now, as they were. */
    AccountBalances of(AccountId account, Holdings past) {
        List<Held> balances = directory.assetsOf(account.tenant()).stream()
                .map(asset -> {
                    Holding holding = past.assets().getOrDefault(asset.id(), Holding.NONE);
                    return new Held(asset.id(), holding.balanceUnits(), holding.heldUnits());
                })
                .toList();
        return new AccountBalances(past.sequence(), balances);
    }

    /** What an account has of an asset, as far as the view is. */
    public long total(AccountId account, AssetId asset) {
        return held(account, asset).balanceUnits();
    }

    /** What an account has of an asset that nothing holds, as far as the view is. */
    public long available(AccountId account, AssetId asset) {
        Held held = held(account, asset);
        return held.balanceUnits() - held.heldUnits();
    }

    private Held held(AccountId account, AssetId asset) {
        return of(account).balances().stream()
                .filter(held -> held.asset().equals(asset))
                .findFirst()
                .orElseGet(() -> new Held(asset, 0, 0));
    }

    private static AccountBalances balances(ResultSet row) throws SQLException {
        long sequence = 0;
        List<Held> balances = new ArrayList<>();
        while (row.next()) {
            sequence = row.getLong("sequence");
            balances.add(new Held(new AssetId(row.getInt("asset_id")), row.getLong("balance"), row.getLong("held")));
        }
        return new AccountBalances(sequence, balances);
    }

    BalanceBody body(Held held) {
        return BalanceBody.of(directory.asset(held.asset()), held.balanceUnits(), held.heldUnits());
    }
}
