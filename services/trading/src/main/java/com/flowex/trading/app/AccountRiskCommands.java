package com.flowex.trading.app;

import com.flowex.access.auth.AuditedCaller;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.SetAccountLimits;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.command.SetOrderQuota;
import com.flowex.domain.command.SetPreventionGroup;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.orderentry.read.ReadAfterWrite;
import com.flowex.trading.store.AccountRisk;
import com.flowex.trading.store.RiskQueries;
import java.util.Map;
import java.util.Optional;

/** Changes the limits and switches of an account, and audits the state before and after. */
public final class AccountRiskCommands {

    private final OrderEntryService orderEntry;
    private final RiskQueries risk;
    private final ConsistentView view;

    public AccountRiskCommands(OrderEntryService orderEntry, RiskQueries risk, ConsistentView view) {
        this.orderEntry = orderEntry;
        this.risk = risk;
        this.view = view;
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
