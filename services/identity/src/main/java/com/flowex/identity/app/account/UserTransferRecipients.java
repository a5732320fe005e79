package com.flowex.identity.app.account;

import com.flowex.access.tenancy.TransferRecipients;
import com.flowex.domain.value.AccountId;
import com.flowex.identity.app.lockout.Lockout;
import com.flowex.identity.store.user.AccountsTable;
import com.flowex.identity.store.user.AccountsTable.Recipient;
import com.flowex.identity.store.user.EmailAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lookup of a tenant's users by address or account number: active users with an open account. */
public final class UserTransferRecipients implements TransferRecipients {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,12}");

    private final AccountsTable accounts;
    private final Lockout lockout;
    private final boolean mustBeVerified;

    /** @param mustBeVerified true if a user must have a verified address to receive */
    public UserTransferRecipients(AccountsTable accounts, Lockout lockout, boolean mustBeVerified) {
        this.accounts = accounts;
        this.lockout = lockout;
        this.mustBeVerified = mustBeVerified;
    }

    @Override
    public Optional<AccountId> find(AccountId asker, String name) {
        return lockout.receiver(
                asker,
                () -> byName(asker.tenant(), name).filter(Recipient::receives).map(Recipient::account));
    }

    @Override
    public Optional<AccountId> past(AccountId asker, String name) {
        return byName(asker.tenant(), name).map(Recipient::account);
    }

    private Optional<Recipient> byName(int tenant, String name) {
        if (NUMBER.matcher(name).matches()) {
            return accounts.recipient(tenant, Long.parseLong(name), mustBeVerified);
        }
        return EmailAddress.parse(name).flatMap(email -> accounts.recipient(tenant, email, mustBeVerified));
    }
}
