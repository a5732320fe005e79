package com.flowex.trading.api.risk;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.version.SettingsVersion;
import com.flowex.domain.RejectReason;
import com.flowex.domain.account.AccountLimits;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.SetAccountLimits;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.AccountIdParser;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.orderentry.read.ReadAfterWrite;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.trading.app.AccountRiskCommands;
import com.flowex.trading.store.AccountRisk;
import org.jspecify.annotations.Nullable;

/**
 * {@code PUT /api/trading/accounts/{number}/limits/{symbol}}, for administrators: sets the limits of an account in a
 * market. Open orders stay.
 */
public record SetLimitsEndpoint(AccountRiskCommands change, InstrumentDirectory directory) implements Endpoint {

    /** The request body; a missing field means no limit. */
    private record LimitsForm(
            @Nullable String maxOrderValue,
            @Nullable String maxPosition,
            @Nullable Integer maxOpenOrders) {}

    @Override
    public Answer answer(Request request) {
        LimitsForm form = request.body(LimitsForm.class);
        AccountId account = AccountIdParser.of(request.caller().tenant(), request.path("number"));
        ListedMarket market = directory
                .find(account.tenant(), request.path("symbol"))
                .orElseThrow(() -> Refusal.refused(RejectReason.UNKNOWN_INSTRUMENT));
        SetAccountLimits command =
                new SetAccountLimits(account, market.instrument().id(), limits(form, market));
        return changed(change, request, account, command);
    }

    /**
     * Changes the limits or the quota of an account.
     *
     * @throws Refusal {@code version_changed} if the request names another version than that of now
     */
    static Answer changed(AccountRiskCommands change, Request request, AccountId account, Command command) {
        ReadAfterWrite<AccountRisk> done = request.header(SettingsVersion.HEADER).isEmpty()
                ? change.by(request, account, command)
                : change.ifUnchanged(
                        request,
                        account,
                        command,
                        now -> SettingsVersion.require(request, "account " + account.number(), now.bounds()));
        return done.resolve(risk -> Answer.ok(AccountRiskBody.of(risk)), Answer::done);
    }

    private static AccountLimits limits(LimitsForm form, ListedMarket market) {
        Fields fields = new Fields();
        long orderValue = limit(fields, "max_order_value", form.maxOrderValue(), market.quoteScale());
        long position = limit(fields, "max_position", form.maxPosition(), market.quantityScale());
        int openOrders = form.maxOpenOrders() == null
                ? 0
                : fields.within("max_open_orders", form.maxOpenOrders(), 0, Integer.MAX_VALUE);
        fields.check();
        return new AccountLimits(orderValue, position, openOrders);
    }

    private static long limit(Fields fields, String field, @Nullable String value, Scale scale) {
        return value == null ? 0 : fields.notNegative(field, value, scale);
    }
}
