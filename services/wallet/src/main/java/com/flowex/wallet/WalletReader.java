package com.flowex.wallet;

import com.flowex.domain.market.Asset;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.orderentry.read.ReadYourWrites;
import com.flowex.platform.Platform;
import com.flowex.platform.database.Database;
import com.flowex.platform.projection.TailFactory;
import com.flowex.platform.projection.View;
import com.flowex.wallet.app.history.BalanceHistory;
import com.flowex.wallet.app.margin.IndexStates;
import com.flowex.wallet.app.margin.IsolatedTransfers;
import com.flowex.wallet.app.margin.Loans;
import com.flowex.wallet.app.margin.MarginAccounts;
import com.flowex.wallet.app.margin.MarginSettings;
import com.flowex.wallet.app.user.UserServices;
import com.flowex.wallet.app.withdrawal.OutgoingPolicy;
import com.flowex.wallet.app.withdrawal.WithdrawalRequests;
import com.flowex.wallet.app.withdrawal.Withdrawals;
import com.flowex.wallet.store.balance.BalanceQueries;
import com.flowex.wallet.store.balance.CurrentBalances;
import com.flowex.wallet.store.chain.AddressDirectory;
import com.flowex.wallet.store.chain.ChainDirectory;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.chain.PlayMoneyGuard;
import com.flowex.wallet.store.chain.SeedsTable;
import com.flowex.wallet.store.journal.JournalQueries;
import com.flowex.wallet.store.margin.LoanHistory;
import com.flowex.wallet.store.margin.MarginHistory;
import com.flowex.wallet.store.margin.MarginQueries;
import com.flowex.wallet.view.WalletProjection;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The view of the wallet, and the requests of its users, in every process whose services answer users about money. It
 * runs no sagas and no other background work; {@link WalletService} adds them.
 */
public final class WalletReader implements AutoCloseable {

    private final Platform platform;
    private final WalletDependencies walletDependencies;
    private final InstrumentDirectory directory = new InstrumentDirectory();
    private final View<WalletProjection> tables;
    private final ChainDirectory chains;
    private final CurrentBalances balances;
    private final OutgoingPolicy policy;
    private final WithdrawalRequests withdrawals;
    private final BalanceHistory past;
    private volatile Runnable onStart = () -> {};

    /**
     * Brings the tables of custody, of lending and of sagas up to date and opens the chains; {@link #start} starts the view.
     *
     * @param path latest writes of each account
     * @param readWait longest time that a read waits for its caller's own writes
     */
    public WalletReader(
            Platform platform,
            CommandSubmitter path,
            Duration readWait,
            TailFactory tails,
            WalletDependencies walletDependencies) {
        this.platform = platform;
        this.walletDependencies = walletDependencies;
        this.tables = new View<>(
                platform, tails, WalletProjection::new, projection -> directory.become(projection.directory()));
        Database database = platform.database();
        database.migrate("custody");
        database.migrate("margin");
        database.migrate("sagas");
        this.past = new BalanceHistory(platform, new JournalQueries(database), tails, InstantSource.system());
        CustodyConnections vault = walletDependencies.custody().open(new SeedsTable(database));
        new PlayMoneyGuard(database)
                .requireApart(vault.chains().stream()
                        .map(chain -> chain.scheme().network().code())
                        .toList());
        this.chains = new ChainDirectory(vault, new AddressDirectory(database, vault, directory), directory);
        this.balances = new CurrentBalances(
                new BalanceQueries(database, directory),
                new ConsistentView(new ReadYourWrites(path, readWait), tables.progress()));
        UserServices people = walletDependencies.people();
        this.policy = new OutgoingPolicy(database, walletDependencies.tenants(), people, InstantSource.system());
        this.withdrawals = new WithdrawalRequests(
                new Withdrawals(database, () -> onStart.run(), InstantSource.system()), chains, balances, policy);
    }

    /** Brings the tables up to date and lets the view follow the log. */
    public void start() {
        tables.start();
        platform.database().migrate("solvency");
    }

    /** Sets the callback for withdrawals that begin in this process. */
    void whenWithdrawalBegins(Runnable then) {
        onStart = then;
    }

    /** Returns the view in the database. */
    public View<?> tables() {
        return tables;
    }

    /** Returns the queries for account balances. */
    public BalanceQueries balances() {
        return balances.queries();
    }

    /** Returns the view as one caller has to see it, with the caller's own writes. */
    public ConsistentView view() {
        return balances.view();
    }

    /** Returns the wallet's functions for callers that come over other protocols. */
    public WalletFacade counter() {
        return new WalletFacade(platform.database(), chains, balances, withdrawals, past);
    }

    /**
     * Returns the margin of accounts.
     *
     * @param orderEntry sends loans, repayments and settings to the exchange, and knows its markets
     * @param clock clock whose time is close to the log's
     */
    public MarginFacade margin(OrderEntryService orderEntry, InstantSource clock) {
        Database database = platform.database();
        MarginQueries queries = new MarginQueries(database);
        MarginAccounts accounts = new MarginAccounts(
                queries,
                new IndexStates(database, clock),
                orderEntry.listed(),
                walletDependencies.tenants(),
                walletDependencies.volumes());
        return new MarginFacade(
                accounts,
                new Loans(database, orderEntry, queries, view()),
                new IsolatedTransfers(database, orderEntry, accounts),
                new LoanHistory(tables.history()),
                new MarginHistory(tables.history()),
                new MarginSettings(database, orderEntry, queries, view()),
                view());
    }

    /** Returns the asset that a caller of a tenant names. */
    Asset asset(int tenant, String code) {
        return directory.namedAsset(tenant, code);
    }

    WalletDependencies dependencies() {
        return walletDependencies;
    }

    ChainDirectory chains() {
        return chains;
    }

    public CurrentBalances currentBalances() {
        return balances;
    }

    OutgoingPolicy policy() {
        return policy;
    }

    BalanceHistory past() {
        return past;
    }

    WithdrawalRequests withdrawals() {
        return withdrawals;
    }

    @Override
    public void close() {
        chains.vault().close();
        tables.close();
    }
}
