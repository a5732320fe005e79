package com.flowex.wallet;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Feature;
import com.flowex.custody.chain.Chain;
import com.flowex.orderentry.LedgerTransfers;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.Platform;
import com.flowex.wallet.api.deposit.ArrivalRoutes;
import com.flowex.wallet.api.deposit.DepositEndpoint;
import com.flowex.wallet.api.deposit.ListAddressesEndpoint;
import com.flowex.wallet.app.deposit.DepositWatcher;
import com.flowex.wallet.store.balance.BalanceQueries;
import com.flowex.wallet.store.chain.AddressDirectory;
import com.flowex.wallet.store.chain.ChainDirectory;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.deposit.ArrivalStore;
import com.flowex.wallet.store.deposit.CreditHistory;
import com.flowex.wallet.store.terms.TermsStore;
import com.flowex.wallet.store.transaction.TransactionQueries;
import java.util.LinkedHashMap;
import java.util.Map;

/** Wiring of deposits: one watcher for each chain, and the routes. */
public final class DepositService implements AutoCloseable {

    private final Platform platform;
    private final CustodyConnections vault;
    private final AddressDirectory addresses;
    private final InstrumentDirectory directory;
    private final Map<String, DepositWatcher> watchers = new LinkedHashMap<>();

    public DepositService(Platform platform, ChainDirectory chains, LedgerTransfers book, BalanceQueries balances) {
        this.platform = platform;
        this.vault = chains.vault();
        this.addresses = chains.addresses();
        this.directory = chains.directory();
        for (Chain chain : vault.chains()) {
            DepositWatcher watcher =
                    new DepositWatcher(platform, chain, addresses, book, directory, balances::available);
            watchers.put(watcher.network(), watcher);
        }
    }

    /** Starts the watchers; must be called after the log's view shows the listed assets. */
    public void start() {
        watchers.values().forEach(DepositWatcher::start);
    }

    /** Advances all arrivals on one chain as far as they go now. */
    public void check(String network) {
        watcher(network).check();
    }

    private DepositWatcher watcher(String network) {
        DepositWatcher watcher = watchers.get(network);
        if (watcher == null) {
            throw new IllegalStateException("no watcher for the network " + network);
        }
        return watcher;
    }

    public Routes routes(TransactionQueries transactions) {
        TermsStore terms = new TermsStore(platform.database());
        return new Routes()
                .post(
                        "/api/wallet/deposit",
                        Access.of(Permission.DEPOSIT),
                        new DepositEndpoint(terms, vault, addresses, directory, this::watcher, transactions))
                .partOf(Feature.DEPOSITS)
                .audited()
                .get(
                        "/api/wallet/addresses",
                        Access.of(Permission.READ),
                        new ListAddressesEndpoint(terms, directory, vault, addresses))
                .addAll(new ArrivalRoutes(
                                new ArrivalStore(platform.database()),
                                new CreditHistory(platform.database()),
                                this::watcher)
                        .routes());
    }

    @Override
    public void close() {
        watchers.values().forEach(DepositWatcher::close);
    }
}
