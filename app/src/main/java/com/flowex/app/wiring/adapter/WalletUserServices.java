package com.flowex.app.wiring.adapter;

import com.flowex.identity.IdentityAccess;
import com.flowex.wallet.app.user.AccessChanges;
import com.flowex.wallet.app.user.UserServices;

/** The identity service as the wallet needs it: second factors, changes of access, receivers and letters. */
public final class WalletUserServices {

    private WalletUserServices() {}

    public static UserServices of(IdentityAccess identity) {
        return new UserServices(
                (user, account, code) -> identity.confirm(account.tenant(), user, code),
                (tenant, user) -> {
                    var lately = identity.accessHistory().of(tenant, user);
                    identity.guard().withdraws(tenant, user, lately.password() || lately.secondFactor());
                    return new AccessChanges.RecentAccessChanges(
                            lately.password(), lately.secondFactor(), lately.device());
                },
                identity.receivers(),
                identity.accountLetters()::write,
                identity.restrictions()::requireMayPay);
    }
}
