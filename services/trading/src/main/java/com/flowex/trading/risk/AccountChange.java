package com.flowex.trading.risk;

import com.flowex.desk.Decided;
import com.flowex.desk.Desk;
import com.flowex.desk.OwnView;
import com.flowex.desk.Shown;
import com.flowex.domain.AccountId;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.SetAccountLimits;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.command.SetPreventionGroup;
import com.flowex.edge.access.Doer;
import java.util.Map;
import java.util.Optional;

/** Changes what an account may do, and tells the audit log what it was and is. */
public final class AccountChange {

    private final Desk desk;
    private final RiskQueries risk;
    private final OwnView view;

    public AccountChange(Desk desk, RiskQueries risk, OwnView view) {
        this.desk = desk;
        this.risk = risk;
        this.view = view;
    }

    Shown<AccountRisk> by(Doer doer, AccountId account, Command command) {
        String subject = "account " + account.number();
        Optional<AccountRisk> before = view.atOnce(doer, () -> risk.of(account));
        doer.auditBefore(subject, before.orElse(null), Map.of("command", command.toString()));
        Decided done = desk.decree(doer.caller().account(), command).orThrow();
        return view.afterDone(subject + " is changed", done.lastSequence(), doer, () -> {
            AccountRisk after = after(risk.of(account), command);
            doer.audit(subject, before.orElse(null), after);
            return after;
        });
    }

    /** The account as it is now, but for what this command changed, which is as the command left it. */
    private AccountRisk after(AccountRisk now, Command command) {
        return switch (command) {
            case SetKillSwitch kill -> now.withKilled(kill.isOn());
            case SetPreventionGroup set -> now.withGroup(set.group());
            case SetAccountLimits set -> now.withLimits(desk.listed().market(set.instrument()), set.limits());
            default -> now;
        };
    }
}
