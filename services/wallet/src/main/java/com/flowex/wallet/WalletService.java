package com.flowex.wallet;

import com.flowex.desk.Desk;
import com.flowex.desk.InstrumentDirectory;
import com.flowex.desk.OwnView;
import com.flowex.desk.OwnWrites;
import com.flowex.edge.access.Permission;
import com.flowex.edge.http.Access;
import com.flowex.edge.http.Routes;
import com.flowex.edge.tenancy.Feature;
import com.flowex.ground.Ground;
import com.flowex.ground.database.TenantExport;
import com.flowex.ground.projection.TailFactory;
import com.flowex.ground.projection.View;
import com.flowex.wallet.balance.BalanceQueries;
import com.flowex.wallet.balance.GetBalanceEndpoint;
import com.flowex.wallet.balance.ListBalancesEndpoint;
import com.flowex.wallet.books.ExportBooksEndpoint;
import com.flowex.wallet.journal.JournalQueries;
import com.flowex.wallet.journal.StatementEndpoint;
import com.flowex.wallet.ledger.LedgerEndpoint;
import com.flowex.wallet.ledger.LedgerQueries;
import com.flowex.wallet.ledger.TrialBalanceEndpoint;
import com.flowex.wallet.ledger.TrialBalanceQueries;
import com.flowex.wallet.transfer.DepositEndpoint;
import com.flowex.wallet.transfer.ListAddressesEndpoint;
import com.flowex.wallet.transfer.ListTransactionsEndpoint;
import com.flowex.wallet.transfer.TransactionQueries;
import com.flowex.wallet.transfer.WithdrawEndpoint;
import com.flowex.wallet.view.WalletProjection;
import java.time.Duration;
import java.util.List;

/** The wallet service, wired: its routes, and the view they read, which follows the event log. */
public final class WalletService implements AutoCloseable {

    /** A read of everything that an account ever did. */
    private static final int EXPORT_WEIGHT = 50;

    private final Ground ground;
    private final Desk desk;
    private final InstrumentDirectory directory = new InstrumentDirectory();
    private final View<WalletProjection> tables;
    private final OwnView view;

    /** @param readWait how long a read waits for its caller's own writes */
    public WalletService(Ground ground, Desk desk, Duration readWait, TailFactory tails) {
        this.ground = ground;
        this.desk = desk;
        this.tables = new View<>(
                ground, tails, WalletProjection::new, projection -> directory.become(projection.directory()));
        this.view = new OwnView(new OwnWrites(desk.path(), readWait), tables.progress());
    }

    /** Brings the tables up to date and lets the view follow the log. */
    public void start() {
        tables.start();
    }

    /** The view in the database. */
    public View<?> tables() {
        return tables;
    }

    /** What the wallet has of a tenant, as its tables have it: whole units of the scales, times in nanoseconds. */
    public static List<TenantExport> exports() {
        return List.of(
                TenantExport.of("balance", "*", "wallet.balances", "tenant", "account, asset_id"),
                TenantExport.of("posting", "*", "wallet.journal", "tenant", "account, sequence"),
                TenantExport.of("transaction", "*", "wallet.transactions", "tenant", "account, sequence"),
                TenantExport.of("ledger_total", "*", "wallet.totals", "tenant", "asset_id"));
    }

    public Routes routes() {
        BalanceQueries balances = new BalanceQueries(ground.database(), directory);
        TransactionQueries transactions = new TransactionQueries(ground.database());
        JournalQueries journal = new JournalQueries(ground.database());
        return new Routes()
                .get("/api/wallet/balances", Access.of(Permission.READ), new ListBalancesEndpoint(balances, view))
                .get(
                        "/api/wallet/balance/{currency}",
                        Access.of(Permission.READ),
                        new GetBalanceEndpoint(balances, directory, view))
                .get(
                        "/api/wallet/transactions",
                        Access.of(Permission.READ),
                        new ListTransactionsEndpoint(transactions, directory, view))
                .query("type", "currency", "limit", "cursor")
                .weight(3)
                .post(
                        "/api/wallet/deposit",
                        Access.of(Permission.DEPOSIT),
                        new DepositEndpoint(
                                desk,
                                directory,
                                transactions,
                                view,
                                ground.settings().profile()))
                .partOf(Feature.DEPOSITS)
                .audited()
                .post("/api/wallet/withdraw", Access.of(Permission.WITHDRAW), new WithdrawEndpoint())
                .partOf(Feature.WITHDRAWALS)
                .audited()
                .get("/api/wallet/addresses", Access.of(Permission.READ), new ListAddressesEndpoint(directory))
                .get(
                        "/api/wallet/statements",
                        Access.of(Permission.READ),
                        new StatementEndpoint(journal, directory, view))
                .query("from", "to", "currency", "format")
                .weight(EXPORT_WEIGHT)
                .get(
                        "/api/wallet/export",
                        Access.of(Permission.READ),
                        ExportBooksEndpoint.ofCaller(journal, directory, view))
                .query("format", "from", "to")
                .weight(EXPORT_WEIGHT)
                .get(
                        "/api/v1/ledger/export",
                        Access.of(Permission.AUDIT_READ),
                        ExportBooksEndpoint.ofTenant(journal, directory, view))
                .query("format", "from", "to")
                .weight(EXPORT_WEIGHT)
                .get(
                        "/api/v1/ledger/trial-balance",
                        Access.of(Permission.AUDIT_READ),
                        new TrialBalanceEndpoint(new TrialBalanceQueries(ground.database()), view))
                .query("sequence")
                .get(
                        "/api/wallet/ledger",
                        Access.PUBLIC,
                        new LedgerEndpoint(new LedgerQueries(ground.database()), view));
    }

    @Override
    public void close() {
        tables.close();
    }
}
