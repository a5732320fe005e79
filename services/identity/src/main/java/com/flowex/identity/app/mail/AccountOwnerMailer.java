package com.flowex.identity.app.mail;

import com.flowex.domain.value.AccountId;
import com.flowex.identity.store.notification.NotificationEvent;
import com.flowex.identity.store.user.AccountsTable;
import java.util.Optional;

/** Letters to the owner of an account on the exchange. */
public final class AccountOwnerMailer {

    private final AccountsTable accounts;
    private final UserMailer letters;

    public AccountOwnerMailer(AccountsTable accounts, UserMailer letters) {
        this.accounts = accounts;
        this.letters = letters;
    }

    /**
     * Writes a letter to the account's owner. The letter is in the outbox when this returns.
     *
     * @return false if the account has no owner, or the owner has switched mails about this event off
     */
    public boolean write(AccountId account, NotificationEvent event, String subject, String text) {
        Optional<AccountsTable.Owner> owner = accounts.owner(account);
        return owner.isPresent()
                && letters.write(account.tenant(), owner.get().id(), owner.get().email(), event, subject, text);
    }
}
