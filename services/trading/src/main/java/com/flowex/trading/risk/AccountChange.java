package com.flowex.trading.risk;

import com.flowex.cluster.client.Outcome;
import com.flowex.domain.AccountId;
import com.flowex.domain.command.Command;
import com.flowex.platform.exchange.OrderPath;
import com.flowex.platform.exchange.OwnView;
import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Request;
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

    Answer answer(Request request, AccountId account, Command command) {
        String subject = "account " + account.number();
        Optional<AccountRisk> before = view.atOnce(request, () -> risk.of(account));
        request.auditBefore(subject, before.orElse(null), Map.of("command", command.toString()));
        Outcome.Accepted done = path.accepted(request.caller().account(), command);
        return view.afterDone(subject + " is changed", done.lastSequence(), request, () -> {
            AccountRisk after = risk.of(account);
            request.audit(subject, before.orElse(null), after);
            return Answer.ok(after);
        });
    }
}
