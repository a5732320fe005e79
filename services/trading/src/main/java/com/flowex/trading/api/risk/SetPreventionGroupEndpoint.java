package com.flowex.trading.api.risk;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.command.SetPreventionGroup;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.AccountIdParser;
import com.flowex.platform.errors.Fields;
import com.flowex.trading.app.AccountRiskCommands;
import org.jspecify.annotations.Nullable;

/**
 * {@code PUT /api/trading/accounts/{number}/prevention-group}, for administrators: assigns an account to a group of
 * self-trade prevention, such as the accounts of one owner.
 */
public record SetPreventionGroupEndpoint(AccountRiskCommands change) implements Endpoint {

    private static final Scale WHOLE = new Scale(0);

    /** The request body. */
    private record GroupForm(@Nullable String group) {}

    @Override
    public Answer answer(Request request) {
        GroupForm form = request.body(GroupForm.class);
        AccountId account = AccountIdParser.of(request.caller().tenant(), request.path("number"));
        Fields fields = new Fields();
        long group = fields.notNegative("group", form.group(), WHOLE);
        fields.check();
        return change.by(request, account, new SetPreventionGroup(account, group))
                .resolve(risk -> Answer.ok(AccountRiskBody.of(risk)), Answer::done);
    }
}
