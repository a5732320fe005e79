package com.flowex.trading.api.risk;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.flowex.access.http.version.SettingsVersion;
import com.flowex.trading.store.AccountRisk;

/**
 * Limits and switches of an account: the schema AccountRisk of docs/api/openapi.yaml.
 *
 * @param version version of the limits and the quota, for a change of either
 */
record AccountRiskBody(@JsonUnwrapped AccountRisk risk, String version) {

    static AccountRiskBody of(AccountRisk risk) {
        return new AccountRiskBody(risk, SettingsVersion.of(risk.bounds()));
    }
}
