package com.flowex.identity.app.mail;

import com.flowex.domain.value.AccountId;
import com.flowex.identity.store.user.AccountsTable;

/** Letters to the owner of an account on the exchange. */
public final class AccountOwnerMailer {

    private final AccountsTable accounts;
    private final UserMailer letters;

    public AccountOwnerMailer(AccountsTable accounts, UserMailer letters) {
        this.accounts = accounts;
        this.letters = letters;
    }

    /**
     * Writes a letter to the account's owner; an account without an owner gets none. The letter is in the outbox when
     * this returns.
     */
    public void write(AccountId account, String subject, String text) {
        accounts.owner(account).ifPresent(owner -> letters.write(account.tenant(), owner.email(), subject, text));
    }
}
