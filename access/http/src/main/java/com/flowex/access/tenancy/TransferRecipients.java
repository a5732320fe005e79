package com.flowex.access.tenancy;

import com.flowex.domain.value.AccountId;
import java.util.Optional;

/** Recipients of transfers within a tenant, by the names that others use; identity implements it. */
@FunctionalInterface
public interface TransferRecipients {

    /**
     * Returns the account of a user who can receive. A look-up without a result counts against the asker, so that
     * guessing is slowed down.
     *
     * @param asker account whose tenant is searched, and no other
     * @param name an e-mail address or the number of an account
     * @return empty if there is no such user, or the user cannot receive
     * @throws com.flowex.platform.errors.Refusal {@code too_many_attempts}
     */
    Optional<AccountId> find(AccountId asker, String name);

    /**
     * Returns the account of this name, even if it cannot receive now; call it only for a name that the asker has sent
     * to before.
     */
    default Optional<AccountId> past(AccountId asker, String name) {
        return find(asker, name);
    }
}
