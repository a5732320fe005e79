package com.flowex.trading.api.risk;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.account.KillScope;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.AccountIdParser;
import com.flowex.trading.app.AccountRiskCommands;

/**
 * {@code PUT /api/trading/accounts/{number}/kill-switch}, for administrators: ends the account's orders and refuses new
 * ones, or lets it trade again.
 */
public record KillAccountEndpoint(AccountRiskCommands change) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        boolean isOn = request.body(KillSwitchForm.class).isOn(request.caller());
        AccountId account = AccountIdParser.of(request.caller().tenant(), request.path("number"));
        return change.by(request, account, new SetKillSwitch(new KillScope.OfAccount(account), isOn))
                .resolve(risk -> Answer.ok(AccountRiskBody.of(risk)), Answer::done);
    }
}
