package com.flowex.wallet;

import com.flowex.domain.TenantId;
import com.flowex.platform.Ground;
import com.flowex.platform.exchange.OrderPath;
import com.flowex.platform.exchange.OwnWrites;
import com.flowex.platform.http.Access;
import com.flowex.platform.http.Routes;
import com.flowex.platform.projection.ProjectionRunner;
import com.flowex.platform.projection.TailFactory;
import com.flowex.platform.projection.ViewProgress;
import com.flowex.wallet.asset.AssetDirectory;
import com.flowex.wallet.balance.BalanceQueries;
import com.flowex.wallet.balance.GetBalanceEndpoint;
import com.flowex.wallet.balance.ListBalancesEndpoint;
import com.flowex.wallet.ledger.LedgerEndpoint;
import com.flowex.wallet.ledger.LedgerQueries;
import com.flowex.wallet.transfer.DepositEndpoint;
import com.flowex.wallet.transfer.ListAddressesEndpoint;
import com.flowex.wallet.transfer.ListTransactionsEndpoint;
import com.flowex.wallet.transfer.TransactionQueries;
import com.flowex.wallet.transfer.WithdrawEndpoint;
import com.flowex.wallet.view.OwnView;
import com.flowex.wallet.view.WalletProjection;
import com.flowex.wallet.view.WalletViews;

/** The wallet service, wired: its routes, and the view they read, which follows the event log. */
public final class WalletService implements AutoCloseable {

    /** Whose ledger is shown to callers without a token. */
    private static final TenantId PUBLIC_TENANT = new TenantId(1);

    private final Ground ground;
    private final OrderPath path;
    private final TailFactory tails;
    private final AssetDirectory directory = new AssetDirectory();
    private final OwnView view;
    private volatile ProjectionRunner runner;

    public WalletService(Ground ground, OrderPath path, TailFactory tails) {
        this.ground = ground;
        this.path = path;
        this.tails = tails;
        this.view = new OwnView(new OwnWrites(path, ground.settings().readWait()), this::progress);
        this.runner = newRunner();
    }

    private ProjectionRunner newRunner() {
        return new ProjectionRunner(ground, tails, new WalletProjection(directory));
    }

    /** Brings the tables up to date and lets the view follow the log. */
    public void start() {
        ground.database().migrate("wallet");
        runner.start();
    }

    /** How far the view is. */
    public ViewProgress progress() {
        return runner.progress();
    }

    /** Empties the view and lets it follow the log from its beginning; requests are served meanwhile, from less. */
    public void rebuildViews() {
        runner.close();
        WalletViews.empty(ground.database().views());
        ProjectionRunner fresh = newRunner();
        fresh.start();
        runner = fresh;
    }

    public Routes routes() {
        BalanceQueries balances = new BalanceQueries(ground.database(), directory);
        TransactionQueries transactions = new TransactionQueries(ground.database());
        return new Routes()
                .get("/api/wallet/balances", Access.CALLER, new ListBalancesEndpoint(balances, view))
                .get("/api/wallet/balance/{currency}", Access.CALLER, new GetBalanceEndpoint(balances, directory, view))
                .get(
                        "/api/wallet/transactions",
                        Access.CALLER,
                        new ListTransactionsEndpoint(transactions, directory, view))
                .post(
                        "/api/wallet/deposit",
                        Access.CALLER,
                        new DepositEndpoint(
                                path,
                                directory,
                                transactions,
                                view,
                                ground.settings().profile()))
                .post("/api/wallet/withdraw", Access.CALLER, new WithdrawEndpoint())
                .get("/api/wallet/addresses", Access.CALLER, new ListAddressesEndpoint(directory))
                .get(
                        "/api/wallet/ledger",
                        Access.PUBLIC,
                        new LedgerEndpoint(new LedgerQueries(ground.database()), PUBLIC_TENANT, view));
    }

    @Override
    public void close() {
        runner.close();
    }
}
