package com.flowex.wallet;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Tenant;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.AccountIdParser;
import com.flowex.orderentry.LedgerTransfers;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.IsolatedAccounts;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.Platform;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.export.TenantExport;
import com.flowex.platform.messaging.MessageConsumer;
import com.flowex.platform.monitor.HealthMonitor;
import com.flowex.platform.operator.OperatorCommand;
import com.flowex.platform.projection.View;
import com.flowex.platform.saga.SagaKind;
import com.flowex.platform.saga.Sagas;
import com.flowex.wallet.api.balance.AccountReadRoutes;
import com.flowex.wallet.api.balance.ListBalancesEndpoint;
import com.flowex.wallet.api.cold.ColdRoutes;
import com.flowex.wallet.api.convert.ConvertRoutes;
import com.flowex.wallet.api.journal.AccountingExportEndpoint;
import com.flowex.wallet.api.journal.LedgerEndpoint;
import com.flowex.wallet.api.journal.TrialBalanceEndpoint;
import com.flowex.wallet.api.oversight.SagaCommands;
import com.flowex.wallet.api.oversight.SagaRoutes;
import com.flowex.wallet.api.reconcile.AdjustmentCommands;
import com.flowex.wallet.api.reconcile.AdjustmentRoutes;
import com.flowex.wallet.api.reconcile.OpeningBalanceRoutes;
import com.flowex.wallet.api.reconcile.ReconcileCommand;
import com.flowex.wallet.api.reconcile.ReconciliationRoutes;
import com.flowex.wallet.api.report.TaxLotsEndpoint;
import com.flowex.wallet.api.report.WorthEndpoint;
import com.flowex.wallet.api.solvency.SolvencyRoutes;
import com.flowex.wallet.api.terms.PauseCommands;
import com.flowex.wallet.api.transfer.FindOwnersEndpoint;
import com.flowex.wallet.api.transfer.ListTransactionsEndpoint;
import com.flowex.wallet.api.transfer.SendEndpoint;
import com.flowex.wallet.api.transfer.TransferRoutes;
import com.flowex.wallet.api.unclaimed.UnclaimedCommands;
import com.flowex.wallet.api.unclaimed.UnclaimedRoutes;
import com.flowex.wallet.app.cold.HotWalletRebalancer;
import com.flowex.wallet.app.convert.ConvertService;
import com.flowex.wallet.app.history.BalanceHistory;
import com.flowex.wallet.app.oversight.ChainTipMonitor;
import com.flowex.wallet.app.oversight.WalletHealthMonitor;
import com.flowex.wallet.app.payment.ChainPayments;
import com.flowex.wallet.app.payment.FeeLimit;
import com.flowex.wallet.app.reconcile.Adjustments;
import com.flowex.wallet.app.reconcile.Reconciliation;
import com.flowex.wallet.app.solvency.ChainReserves;
import com.flowex.wallet.app.solvency.ProofOfLiabilities;
import com.flowex.wallet.app.sweep.SimulatedTopUp;
import com.flowex.wallet.app.sweep.Sweeper;
import com.flowex.wallet.app.unclaimed.UnclaimedTransfers;
import com.flowex.wallet.app.user.AccountClosureBalances;
import com.flowex.wallet.app.user.UserServices;
import com.flowex.wallet.app.user.WalletNotifications;
import com.flowex.wallet.app.withdrawal.OutgoingPath;
import com.flowex.wallet.app.withdrawal.OutgoingPolicy;
import com.flowex.wallet.app.withdrawal.TransferSaga;
import com.flowex.wallet.app.withdrawal.Transfers;
import com.flowex.wallet.app.withdrawal.WithdrawalDecisions;
import com.flowex.wallet.app.withdrawal.WithdrawalSaga;
import com.flowex.wallet.app.worth.WorthHistory;
import com.flowex.wallet.store.balance.BalanceQueries;
import com.flowex.wallet.store.balance.CurrentBalances;
import com.flowex.wallet.store.balance.LedgerQueries;
import com.flowex.wallet.store.balance.TrialBalanceQueries;
import com.flowex.wallet.store.chain.ChainDirectory;
import com.flowex.wallet.store.chain.SimulatedFundsTable;
import com.flowex.wallet.store.cold.ColdAddressStore;
import com.flowex.wallet.store.journal.JournalQueries;
import com.flowex.wallet.store.journal.PastBalanceQueries;
import com.flowex.wallet.store.reconcile.OpeningBalanceStore;
import com.flowex.wallet.store.terms.PauseStore;
import com.flowex.wallet.store.transaction.OwnerQueries;
import com.flowex.wallet.store.transaction.SentTransfers;
import com.flowex.wallet.store.transaction.TransactionQueries;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Wiring of the wallet service: its routes, its sagas and its other background work. */
public final class WalletService implements AutoCloseable {

    /** Weight of a read of many former balances and prices. */
    private static final int WORTH_WEIGHT = 20;

    private final Platform platform;
    private final OrderEntryService orderEntry;
    private final WalletReader reader;
    private final InstrumentDirectory directory;
    private final View<?> tables;
    private final ConsistentView view;
    private final WalletDependencies walletDependencies;
    private final OutgoingPolicy policy;
    private final ConvertService converts;
    private final ProofOfLiabilities liabilities;
    private final ChainDirectory chains;
    private final CurrentBalances balances;
    private final DepositService deposits;
    private final WithdrawalService withdrawals;
    private final Sweeper sweeper;
    private final HotWalletRebalancer cold;
    private final ColdRoutes coldRoutes;
    private final Reconciliation reconciliation;
    private final Adjustments adjustments;
    private final UnclaimedTransfers unclaimed;
    private final MarginService margin;
    private final Sagas sagas;
    private final Duration stuckAfter;

    /**
     * Wires the service; {@link #start} starts it.
     *
     * @param reader view and chains of the wallet, which their owner starts and closes
     */
    public WalletService(
            Platform platform, OrderEntryService orderEntry, WalletReader reader, WalletSettings settings) {
        this.reader = reader;
        this.walletDependencies = reader.dependencies();
        this.stuckAfter = settings.withdrawals().stuckAfter();
        this.platform = platform;
        this.orderEntry = orderEntry;
        this.tables = reader.tables();
        this.view = reader.view();
        this.chains = reader.chains();
        this.directory = chains.directory();
        Database database = platform.database();
        InstantSource clock = InstantSource.system();
        this.liabilities = new ProofOfLiabilities(
                database,
                directory,
                settings.solvency(),
                new ChainReserves(chains.vault(), chains.addresses()),
                platform.workers(),
                clock);
        LedgerTransfers book = new LedgerTransfers(orderEntry);
        this.balances = reader.currentBalances();
        BalanceQueries queries = balances.queries();
        this.deposits = new DepositService(platform, chains, book, queries);
        this.cold = new HotWalletRebalancer(platform, chains);
        ChainPayments payments = new ChainPayments(
                database,
                chains,
                FeeLimit.STANDARD,
                stuckAfter,
                clock,
                cold.before(
                        new SimulatedTopUp(new SimulatedFundsTable(database), chains.addresses(), directory, queries)));
        this.policy = reader.policy();
        this.withdrawals = new WithdrawalService(
                database, chains, walletDependencies.people().secondFactor(), settings.withdrawals());
        this.sweeper = new Sweeper(platform, chains, payments);
        this.reconciliation = new Reconciliation(platform, chains, deposits::check, tables.progress(), clock);
        this.adjustments = new Adjustments(database, chains, reconciliation, queries, book, clock);
        this.unclaimed = new UnclaimedTransfers(
                database,
                queries,
                new AccountClosureBalances(database, orderEntry, directory),
                walletDependencies.people().owners(),
                book,
                clock);
        this.converts =
                new ConvertService(database, orderEntry, walletDependencies.executions(), settings.converts(), clock);
        this.margin = new MarginService(platform, orderEntry, reader, clock);
        List<SagaKind> kinds = new ArrayList<>(List.of(
                new WithdrawalSaga(database, chains, book, payments, policy),
                new TransferSaga(database, directory, book, policy),
                cold.kind(payments),
                converts.kind()));
        kinds.addAll(sweeper.kinds());
        this.sagas = new Sagas(platform, kinds);
        reader.whenWithdrawalBegins(sagas::check);
        this.coldRoutes = new ColdRoutes(
                new ColdAddressStore(database),
                cold,
                chains,
                sagas,
                settings.withdrawals().addressLock(),
                clock);
    }

    /** Starts the background work. The view must be started before. */
    public void start() {
        deposits.start();
        sagas.start();
        sweeper.start(sagas);
        cold.start(sagas);
        reconciliation.start();
        margin.start(this::activeTenants);
        liabilities.prepare();
    }

    /** Starts to prove liabilities. To be called when the view shows the end of the log: before, money is missing. */
    public void startProofs() {
        liabilities.start();
    }

    /** Registers health checks for the customers' money and for the chains. */
    public void watch(HealthMonitor monitor) {
        new WalletHealthMonitor(platform, sagas, reconciliation, this::activeTenants, stuckAfter).start(monitor);
        margin.watch(monitor, this::activeTenants);
        new ChainTipMonitor(chains.vault().chains(), InstantSource.system()).start(monitor);
    }

    /** Returns the numbers of the active tenants. */
    public List<Integer> activeTenants() {
        return walletDependencies.tenants().all().values().stream()
                .filter(Tenant::isActive)
                .map(Tenant::number)
                .toList();
    }

    /** Returns the sagas of the wallet. */
    public Sagas sagas() {
        return sagas;
    }

    /** Returns the consumer that notifies users of movements of their money. */
    public MessageConsumer notices() {
        return new WalletNotifications(
                directory, orderEntry.listed(), walletDependencies.people().notices());
    }

    /** Returns the commands that operators run at the command line, by name. */
    public Map<String, OperatorCommand> commands() {
        Map<String, OperatorCommand> all = new HashMap<>(new SagaCommands(platform.database(), sagas).commands());
        all.put("reconcile", new ReconcileCommand(reconciliation, directory));
        all.putAll(new AdjustmentCommands(adjustments, directory).commands());
        all.putAll(new UnclaimedCommands(unclaimed, directory).commands());
        all.putAll(new PauseCommands(new PauseStore(platform.database()), directory, chains.vault()).commands());
        return all;
    }

    /**
     * Returns the exports of a tenant's data as the tables hold it: whole units of the scales, times in nanoseconds.
     */
    public static List<TenantExport> exports() {
        return WalletExports.all();
    }

    public Routes routes() {
        TransactionQueries transactions = new TransactionQueries(platform.database(), directory);
        JournalQueries journal = new JournalQueries(tables.history());
        BalanceHistory past = reader.past();
        return new SolvencyRoutes(liabilities, directory, new IsolatedAccounts(orderEntry.listed()), view)
                .routes()
                .addAll(new AccountReadRoutes(orderEntry, balances, directory, walletDependencies.payments(), view)
                        .routes(transactions, journal, past))
                .get(
                        "/api/wallet/accounts/{number}/balances",
                        Access.of(Permission.USERS_READ),
                        new ListBalancesEndpoint(WalletService::named, orderEntry, balances.queries(), past, view))
                .query("as_of")
                .get(
                        "/api/wallet/accounts/{number}/transactions",
                        Access.of(Permission.USERS_READ),
                        new ListTransactionsEndpoint(
                                WalletService::named, orderEntry, transactions, past, directory, view))
                .query(ListTransactionsEndpoint.parameters())
                .weight(3)
                .get(
                        "/api/wallet/owners",
                        Access.of(Permission.USERS_READ),
                        new FindOwnersEndpoint(new OwnerQueries(platform.database()), chains.vault()))
                .query("text")
                .weight(3)
                .addAll(deposits.routes(transactions))
                .addAll(withdrawals.routes(sagas, reader.withdrawals()))
                .addAll(coldRoutes.routes())
                .addAll(new SagaRoutes(platform.database(), sagas).routes())
                .addAll(transfers())
                .addAll(ConvertRoutes.routes(converts, directory, sagas))
                .addAll(new ReconciliationRoutes(reconciliation, directory).routes())
                .addAll(new AdjustmentRoutes(adjustments, directory).routes())
                .addAll(margin.routes())
                .addAll(new UnclaimedRoutes(unclaimed, directory).routes())
                .addAll(new OpeningBalanceRoutes(new OpeningBalanceStore(platform.database()), directory).routes())
                .get(
                        "/api/wallet/tax-lots",
                        Access.of(Permission.READ),
                        new TaxLotsEndpoint(
                                journal,
                                directory,
                                orderEntry,
                                walletDependencies.rates(),
                                walletDependencies.prices(),
                                view))
                .query("method", "year", "currency", "asset", "format")
                .weight(AccountReadRoutes.EXPORT_WEIGHT)
                .get(
                        "/api/wallet/worth",
                        Access.of(Permission.READ),
                        new WorthEndpoint(worth(), directory, orderEntry, walletDependencies.rates(), view))
                .query("interval", "currency", "limit")
                .weight(WORTH_WEIGHT)
                .get(
                        "/api/v1/ledger/export",
                        Access.of(Permission.AUDIT_READ),
                        AccountingExportEndpoint.ofTenant(journal, directory, view))
                .audited()
                .query("format", "from", "to")
                .weight(AccountReadRoutes.EXPORT_WEIGHT)
                .get(
                        "/api/v1/ledger/trial-balance",
                        Access.of(Permission.AUDIT_READ),
                        new TrialBalanceEndpoint(new TrialBalanceQueries(tables.history()), view))
                .query("sequence")
                .get(
                        "/api/wallet/ledger",
                        Access.PUBLIC,
                        new LedgerEndpoint(new LedgerQueries(tables.history()), view));
    }

    private WorthHistory worth() {
        return new WorthHistory(
                new PastBalanceQueries(tables.history()),
                directory,
                orderEntry.listed()::of,
                walletDependencies.prices(),
                InstantSource.system());
    }

    private Routes transfers() {
        Database database = platform.database();
        SentTransfers sent = new SentTransfers(database);
        UserServices people = walletDependencies.people();
        SendEndpoint send = new SendEndpoint(
                orderEntry,
                directory,
                balances,
                people.receivers(),
                new Transfers(database, policy, sagas::check, InstantSource.system()),
                InstantSource.system());
        WithdrawalDecisions decisions = new WithdrawalDecisions(database, sagas, OutgoingPath.TRANSFER);
        return new TransferRoutes(send, decisions, sent, directory, view).routes();
    }

    /** Returns the account that an administrator names in the path. */
    private static AccountId named(Request request) {
        return AccountIdParser.of(request.caller().tenant(), request.path("number"));
    }

    @Override
    public void close() {
        liabilities.close();
        margin.close();
        reconciliation.close();
        cold.close();
        sweeper.close();
        sagas.close();
        deposits.close();
    }
}
