package com.flowex.app.wiring;

import com.flowex.access.http.route.Routes;
import com.flowex.app.demo.DemoPeople;
import com.flowex.domain.value.AccountId;
import com.flowex.identity.IdentityService;
import com.flowex.identity.app.guard.SecurityCaseCommands;
import com.flowex.identity.view.AccountsView;
import com.flowex.platform.messaging.MessageConsumer;
import com.flowex.platform.monitor.HealthMonitor;
import com.flowex.platform.operator.OperatorCommand;
import com.flowex.platform.projection.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Identity: users, sessions and keys, and the view of the accounts in the log. */
final class IdentityModule implements ServiceModule {

    private final ProcessReaders readers;
    private final View<?> accounts;
    private final IdentityService identity;

    IdentityModule(ProcessReaders readers) {
        this.readers = readers;
        this.accounts = AccountsView.of(readers.platform(), readers.tails());
        this.identity = new IdentityService(
                readers.access(), readers.people(), readers.orderNews(), readers.pushes(), readers.webhooks());
    }

    @Override
    public Routes routes() {
        return identity.routes();
    }

    @Override
    public List<View<?>> views() {
        return List.of(accounts);
    }

    @Override
    public Map<String, OperatorCommand> commands() {
        Map<String, OperatorCommand> all =
                new HashMap<>(new SecurityCaseCommands(readers.access().guard()).commands());
        all.putAll(readers.people().commands());
        return all;
    }

    @Override
    public List<MessageConsumer> consumers() {
        return List.of(identity.post());
    }

    /** Makes sure that no user is missing of whom the log knows, before anything else runs. */
    @Override
    public void prepare(long sequence) {
        AccountsView.start(accounts, sequence);
        identity.requireAccounts();
        readers.platform().leases().whileOthersWait(() -> {
            identity.start();
            return identity;
        });
    }

    @Override
    public void watch(HealthMonitor monitor) {
        identity.watch(monitor);
    }

    /** Returns the accounts of the demo users; empty where there are none. */
    List<AccountId> demoAccounts() {
        return identity.demoAccounts();
    }

    /** Returns the account of the demo user whose layering surveillance finds; empty where there are no demo users. */
    Optional<AccountId> demoLayerer() {
        return identity.demoLayerer();
    }

    /** Returns the people of the demo; empty where there are no demo users. */
    List<DemoPeople.Person> demoPeople() {
        return identity.demoPeople().stream()
                .map(user -> new DemoPeople.Person(user.account(), user.id()))
                .toList();
    }

    @Override
    public void close() {
        identity.close();
        accounts.close();
    }
}
