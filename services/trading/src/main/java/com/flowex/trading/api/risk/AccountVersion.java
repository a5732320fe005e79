package com.flowex.trading.api.risk;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.version.SettingsVersion;
import com.flowex.domain.command.Command;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.read.ReadAfterWrite;
import com.flowex.trading.app.AccountRiskCommands;
import com.flowex.trading.store.AccountRisk;

/** Changes of limits and quotas of accounts by administrators who name the version that they have read. */
final class AccountVersion {

    private AccountVersion() {}

    /**
     * Changes the limits or the quota of an account.
     *
     * @throws com.flowex.platform.errors.Refusal {@code version_changed} if the request names another version than that
     *     of now
     */
    static Answer changed(AccountRiskCommands change, Request request, AccountId account, Command command) {
        ReadAfterWrite<AccountRisk> done = request.header(SettingsVersion.HEADER).isEmpty()
                ? change.by(request, account, command)
                : change.ifUnchanged(
                        request,
                        account,
                        command,
                        now -> SettingsVersion.require(request, "account " + account.number(), now.bounds()));
        return done.resolve(AccountRiskBody::answer, Answer::done);
    }
}
