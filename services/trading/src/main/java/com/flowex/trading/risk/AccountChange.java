package com.flowex.trading.risk;

import com.flowex.cluster.client.Outcome;
import com.flowex.domain.AccountId;
import com.flowex.domain.command.Command;
import com.flowex.platform.access.Doer;
import com.flowex.platform.exchange.OrderPath;
import com.flowex.platform.exchange.OwnView;
import com.flowex.platform.exchange.Shown;
import java.util.Map;
import java.util.Optional;

/** Changes what an account may do, and tells the audit log what it was and is. */
public final class AccountChange {

    private final OrderPath path;
    private final RiskQueries risk;
    private final OwnView view;

    public AccountChange(OrderPath path, RiskQueries risk, OwnView view) {
        this.path = path;
        this.risk = risk;
        this.view = view;
    }

    Shown<AccountRisk> by(Doer doer, AccountId account, Command command) {
        String subject = "account " + account.number();
        Optional<AccountRisk> before = view.atOnce(doer, () -> risk.of(account));
        doer.auditBefore(subject, before.orElse(null), Map.of("command", command.toString()));
        Outcome.Accepted done = path.accepted(doer.caller().account(), command);
        return view.afterDone(subject + " is changed", done.lastSequence(), doer, () -> {
            AccountRisk after = risk.of(account);
            doer.audit(subject, before.orElse(null), after);
            return after;
        });
    }
}
