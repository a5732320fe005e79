package com.flowex.wallet.app.user;

import com.flowex.domain.value.AccountId;
import java.util.Optional;

/** Owners of accounts, as the service identity knows them. */
@FunctionalInterface
public interface AccountOwners {

    /**
     * Owner of an account.
     *
     * @param isActive true if the owner may use the account
     * @param isErased true if the person was erased and nothing but the account's number is left
     */
    record AccountOwner(long userId, boolean isActive, boolean isErased) {}

    /** Returns the owner of an account; empty if it has none. It is read now, not from a cache. */
    Optional<AccountOwner> of(AccountId account);
}
