package com.flowex.wallet.counter;

import com.flowex.custody.Chain;
import com.flowex.desk.InstrumentDirectory;
import com.flowex.desk.OwnView;
import com.flowex.domain.AccountId;
import com.flowex.domain.Asset;
import com.flowex.domain.AssetId;
import com.flowex.ground.database.Database;
import com.flowex.ground.projection.Onlooker;
import com.flowex.wallet.balance.BalanceQueries;
import com.flowex.wallet.chain.Addresses;
import com.flowex.wallet.chain.Vault;
import com.flowex.wallet.terms.Terms;
import com.flowex.wallet.terms.TermsTable;
import com.flowex.wallet.transfer.TransactionQueries;
import com.flowex.wallet.withdrawal.WithdrawalRequests;
import java.util.ArrayList;
import java.util.List;

/** What the wallet does for one caller at a time, typed and without a word of JSON. */
public final class WalletCounter {

    private final Database database;
    private final InstrumentDirectory directory;
    private final Vault vault;
    private final Addresses addresses;
    private final BalanceQueries balances;
    private final OwnView view;
    private final TransactionQueries transactions;
    private final WithdrawalRequests withdrawals;

    public WalletCounter(
            Database database,
            InstrumentDirectory directory,
            Vault vault,
            Addresses addresses,
            BalanceQueries balances,
            OwnView view,
            WithdrawalRequests withdrawals) {
        this.database = database;
        this.directory = directory;
        this.vault = vault;
        this.addresses = addresses;
        this.balances = balances;
        this.view = view;
        this.transactions = new TransactionQueries(database, directory);
        this.withdrawals = withdrawals;
    }

    /**
     * An asset, what the caller has of it, and what it moves over and at which terms.
     *
     * @param balanceUnits everything they own
     * @param heldUnits the part that open orders need
     * @param chains that carry it; none: it does not leave the exchange
     */
    public record Carried(Asset asset, long balanceUnits, long heldUnits, Terms terms, List<Chain> chains) {}

    /** Every asset of the caller's tenant, in the order of listing, the caller's own writes seen. */
    public List<Carried> carried(Onlooker onlooker) {
        view.await(onlooker);
        AccountId account = onlooker.account();
        List<BalanceQueries.Held> held = balances.of(account).balances();
        return database.query(account.tenant(), connection -> {
            List<Carried> all = new ArrayList<>(held.size());
            for (BalanceQueries.Held each : held) {
                Asset asset = directory.asset(each.asset());
                all.add(new Carried(
                        asset,
                        each.balanceUnits(),
                        each.heldUnits(),
                        TermsTable.of(connection, asset),
                        vault.of(asset)));
            }
            return all;
        });
    }

    /**
     * The asset that a caller names.
     *
     * @throws com.flowex.ground.refusal.Refusal if it is not listed
     */
    public Asset asset(int tenant, String code) {
        return directory.namedAsset(tenant, code);
    }

    public Asset asset(AssetId id) {
        return directory.asset(id);
    }

    /** Those that carry an asset. */
    public List<Chain> chains(Asset asset) {
        return vault.of(asset);
    }

    /** Where an account is paid to on a chain: made now if it has no address there. */
    public String address(Chain chain, AccountId account) {
        return addresses.of(chain, account);
    }

    /** What came in and went out. */
    public TransactionQueries transactions() {
        return transactions;
    }

    /** How to ask for withdrawals, and what became of them. */
    public WithdrawalRequests withdrawals() {
        return withdrawals;
    }
}
