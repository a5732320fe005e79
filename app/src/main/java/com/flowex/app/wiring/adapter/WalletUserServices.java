package com.flowex.app.wiring.adapter;

import com.flowex.domain.value.AccountId;
import com.flowex.identity.IdentityAccess;
import com.flowex.identity.app.factor.PaymentConfirmation;
import com.flowex.identity.store.notification.NotificationEvent;
import com.flowex.wallet.app.user.AccessChanges;
import com.flowex.wallet.app.user.AccountOwners;
import com.flowex.wallet.app.user.UserNotifier;
import com.flowex.wallet.app.user.UserServices;

/** The identity service as the wallet needs it: second factors, changes of access, receivers, letters and owners. */
public final class WalletUserServices {

    private WalletUserServices() {}

    public static UserServices of(IdentityAccess identity) {
        return new UserServices(
                (user, account, code) -> identity.confirm(account.tenant(), user, code),
                (account, user, payment, code) -> identity.confirmPayment(
                        account.tenant(),
                        user,
                        new PaymentConfirmation.Payment(
                                payment.kind(), payment.amount(), payment.network(), payment.address(), payment.memo()),
                        code),
                (tenant, user) -> {
                    var lately = identity.accessHistory().of(tenant, user);
                    identity.guard().withdraws(tenant, user, lately.password() || lately.secondFactor());
                    return new AccessChanges.RecentAccessChanges(
                            lately.password(), lately.secondFactor(), lately.device());
                },
                identity.receivers(),
                new Mailer(identity),
                identity.restrictions()::requireMayPay,
                identity.withdrawalRights()::require,
                account -> identity.accounts()
                        .holder(account)
                        .map(holder ->
                                new AccountOwners.AccountOwner(holder.userId(), holder.isActive(), holder.isErased())));
    }

    /** Letters to owners of accounts, as the identity service sends them. */
    private record Mailer(IdentityAccess identity) implements UserNotifier {

        @Override
        public void write(AccountId account, Subject about, String subject, String text) {
            identity.accountLetters().write(account, event(about), subject, text);
        }

        @Override
        public String language(AccountId account) {
            return identity.profiles().language(account);
        }
    }

    private static NotificationEvent event(UserNotifier.Subject about) {
        return switch (about) {
            case DEPOSIT -> NotificationEvent.DEPOSIT;
            case WITHDRAWAL -> NotificationEvent.WITHDRAWAL;
            case MARGIN_CALL -> NotificationEvent.MARGIN_CALL;
            case SECURITY -> NotificationEvent.SECURITY;
        };
    }
}
