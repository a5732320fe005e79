package com.flowex.app.wiring;

import com.flowex.access.http.page.ViewPages;
import com.flowex.access.http.route.Routes;
import com.flowex.app.demo.DemoLending;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.platform.messaging.MessageConsumer;
import com.flowex.platform.monitor.HealthMonitor;
import com.flowex.platform.operator.OperatorCommand;
import com.flowex.wallet.MarginFacade;
import com.flowex.wallet.WalletReader;
import com.flowex.wallet.WalletService;
import com.flowex.wallet.WalletSettings;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Wallet: balances, money in and out, and what is done in the background for it. */
final class WalletModule implements ServiceModule {

    private final WalletReader reader;
    private final WalletService wallet;
    private final OrderEntryService orderEntry;

    WalletModule(ProcessReaders readers) {
        LauncherSettings settings = readers.settings();
        this.reader = readers.wallet();
        this.orderEntry = readers.orderEntry();
        this.wallet = new WalletService(
                readers.platform(),
                readers.orderEntry(),
                reader,
                new WalletSettings(settings.withdrawals(), settings.convert(), settings.solvency()));
    }

    @Override
    public Routes routes() {
        return ViewPages.guarded(reader.tables(), wallet.routes());
    }

    @Override
    public Map<String, OperatorCommand> commands() {
        return wallet.commands();
    }

    @Override
    public List<MessageConsumer> consumers() {
        return List.of(wallet.notices());
    }

    @Override
    public void start() {
        wallet.start();
    }

    /** Starts to prove liabilities. To be called when the view shows the end of the log. */
    void startProofs() {
        wallet.startProofs();
    }

    @Override
    public void watch(HealthMonitor monitor) {
        wallet.watch(monitor);
    }

    /** Returns the commands of lending that a demo needs. */
    DemoLending.Commands lending() {
        MarginFacade margin = reader.margin(orderEntry, InstantSource.system());
        return new DemoLending.Commands(margin.settings(), margin.loans());
    }

    @Override
    public void close() {
        wallet.close();
    }
}
