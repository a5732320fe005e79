package com.flowex.wallet;

import com.flowex.custody.chain.Chain;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.database.Database;
import com.flowex.platform.projection.ReaderContext;
import com.flowex.wallet.app.history.BalanceHistory;
import com.flowex.wallet.app.withdrawal.WithdrawalRequests;
import com.flowex.wallet.store.balance.BalanceQueries;
import com.flowex.wallet.store.balance.CurrentBalances;
import com.flowex.wallet.store.chain.AddressDirectory;
import com.flowex.wallet.store.chain.ChainDirectory;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.terms.Terms;
import com.flowex.wallet.store.terms.TermsTable;
import com.flowex.wallet.store.transaction.TransactionQueries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Typed functions of the wallet for one caller at a time, free of JSON. */
public final class WalletFacade {

    private final Database database;
    private final InstrumentDirectory directory;
    private final CustodyConnections vault;
    private final AddressDirectory addresses;
    private final BalanceQueries balances;
    private final ConsistentView view;
    private final TransactionQueries transactions;
    private final WithdrawalRequests withdrawals;
    private final BalanceHistory past;

    public WalletFacade(
            Database database,
            ChainDirectory chains,
            CurrentBalances balances,
            WithdrawalRequests withdrawals,
            BalanceHistory past) {
        this.database = database;
        this.directory = chains.directory();
        this.vault = chains.vault();
        this.addresses = chains.addresses();
        this.balances = balances.queries();
        this.view = balances.view();
        this.transactions = new TransactionQueries(database, directory);
        this.withdrawals = withdrawals;
        this.past = past;
    }

    /**
     * An asset with the caller's balance, its terms and its networks.
     *
     * @param balanceUnits everything that the caller owns
     * @param heldUnits part that open orders need
     * @param chains chains that carry it; none if it does not leave the exchange
     */
    public record WalletAsset(Asset asset, long balanceUnits, long heldUnits, Terms terms, List<Chain> chains) {}

    /** Returns every asset of the caller's tenant in the order of listing, with the caller's own writes included. */
    public List<WalletAsset> carried(ReaderContext context) {
        view.await(context);
        AccountId account = context.account();
        List<BalanceQueries.AssetBalance> held = balances.of(account).balances();
        return database.query(account.tenant(), connection -> {
            List<WalletAsset> all = new ArrayList<>(held.size());
            for (BalanceQueries.AssetBalance each : held) {
                Asset asset = directory.asset(each.asset());
                all.add(new WalletAsset(
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
     * Balance of a former moment.
     *
     * @param units everything that the account owned
     * @param heldUnits part that orders and reservations needed
     */
    public record PastBalance(long units, long heldUnits) {}

    /**
     * Returns the caller's balances before a time that has come, of every asset that the account had by then; empty if it
     * is before the first event.
     */
    public Optional<Map<AssetId, PastBalance>> balancesBefore(ReaderContext context, Instant end) {
        view.await(context);
        return past.before(context.account(), end).map(holdings -> {
            Map<AssetId, PastBalance> balances = new HashMap<>();
            holdings.assets()
                    .forEach((asset, held) ->
                            balances.put(asset, new PastBalance(held.balanceUnits(), held.heldUnits())));
            return balances;
        });
    }

    /**
     * Returns the asset that a caller names.
     *
     * @throws com.flowex.platform.errors.Refusal if it is not listed
     */
    public Asset asset(int tenant, String code) {
        return directory.namedAsset(tenant, code);
    }

    public Asset asset(AssetId id) {
        return directory.asset(id);
    }

    /** Returns the chains that carry an asset. */
    public List<Chain> chains(Asset asset) {
        return vault.of(asset);
    }

    /** Returns an account's deposit address on a chain; creates it at the first call. */
    public String address(Chain chain, AccountId account) {
        return addresses.of(chain, account);
    }

    /** Returns the queries for deposits and withdrawals. */
    public TransactionQueries transactions() {
        return transactions;
    }

    /** Returns the requests for withdrawals. */
    public WithdrawalRequests withdrawals() {
        return withdrawals;
    }
}
