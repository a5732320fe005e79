package com.flowex.trading.risk;

import com.flowex.domain.AccountId;
import com.flowex.domain.command.Command;
import com.flowex.platform.exchange.OrderPath;
import com.flowex.platform.exchange.OwnView;
import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Request;

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
        view.await(request);
        AccountRisk before = risk.of(account);
        path.accepted(request.caller().account(), command);
        view.awaitAfter("account " + account.number() + " is changed", request);
        AccountRisk after = risk.of(account);
        request.audit("account " + account.number(), before, after);
        return Answer.ok(after);
    }
}
