package com.flowex.trading.app;

import com.flowex.access.auth.AuditedCaller;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.SetAccountLimits;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.command.SetOrderQuota;
import com.flowex.domain.command.SetPreventionGroup;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.LogPosition;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.orderentry.read.ReadAfterWrite;
import com.flowex.platform.database.Database;
import com.flowex.platform.failure.DatabaseUnavailableException;
import com.flowex.trading.store.AccountRisk;
import com.flowex.trading.store.RiskQueries;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Changes the limits and switches of an account, and audits the state before and after. */
public final class AccountRiskCommands {

    private final OrderEntryService orderEntry;
    private final RiskQueries risk;
    private final ConsistentView view;
    private final Database database;

    /** Lets one change of this process at a time hold a connection while it reads by another one. */
    private final ReentrantLock changing = new ReentrantLock();

    public AccountRiskCommands(OrderEntryService orderEntry, RiskQueries risk, ConsistentView view, Database database) {
        this.orderEntry = orderEntry;
        this.risk = risk;
        this.view = view;
        this.database = database;
    }

    /**
     * Changes an account if it is as the caller has read it. Changes by this method take turns in all processes, and each
     * compares with what the log had when its turn came.
     *
     * @param precondition throws if the account was changed since
     * @throws com.flowex.platform.errors.Refusal {@code view_behind} if the view does not show the log up to now
     */
    public ReadAfterWrite<AccountRisk> ifUnchanged(
            AuditedCaller doer, AccountId account, Command command, Consumer<AccountRisk> precondition) {
        AtomicReference<@Nullable ReadAfterWrite<AccountRisk>> done = new AtomicReference<>();
        changing.lock();
        try {
            database.transaction(account.tenant(), connection -> {
                RiskQueries.lock(connection, account);
                LogPosition now =
                        orderEntry.quotas().position(doer.caller().account()).orThrow();
                view.awaitRequested(account.tenant(), now.sequence());
                precondition.accept(risk.of(account));
                done.set(by(doer, account, command));
                return true;
            });
        } catch (DatabaseUnavailableException e) {
            if (done.get() == null) {
                throw e;
            }
            // The command is done all the same.
        } finally {
            changing.unlock();
        }
        return Objects.requireNonNull(done.get());
    }

    public ReadAfterWrite<AccountRisk> by(AuditedCaller doer, AccountId account, Command command) {
        String subject = "account " + account.number();
        Optional<AccountRisk> before = view.atOnce(doer, () -> risk.of(account));
        doer.auditBefore(subject, before.orElse(null), Map.of("command", command.toString()));
        CommittedEvents done =
                orderEntry.decree(doer.caller().account(), command).orThrow();
        return view.afterDone(subject + " is changed", done.lastSequence(), doer, () -> {
            AccountRisk after = after(risk.of(account), command);
            doer.audit(subject, before.orElse(null), after);
            return after;
        });
    }

    /**
     * Returns the account's present state, except for the part that this command changed, which is as the command left
     * it.
     */
    private AccountRisk after(AccountRisk now, Command command) {
        return switch (command) {
            case SetKillSwitch kill -> now.withKilled(kill.isOn());
            case SetPreventionGroup set -> now.withGroup(set.group());
            case SetOrderQuota set -> now.withQuota(set.quota());
            case SetAccountLimits set -> now.withLimits(orderEntry.listed().market(set.instrument()), set.limits());
            default -> now;
        };
    }
}
