package com.flowex.identity;

import com.flowex.domain.AccountId;
import com.flowex.platform.access.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A row of the users table.
 *
 * @param accountOpened whether the exchange has said that the account exists
 */
record User(
        long id,
        int tenant,
        String email,
        String passwordHash,
        String firstName,
        String lastName,
        List<String> roles,
        boolean accountOpened,
        Instant createdAt) {

    /** The user's account on the exchange. */
    AccountId account() {
        return new AccountId(tenant, AccountId.CUSTOMERS_FROM + id);
    }

    Caller caller() {
        return new Caller(id, account(), Set.copyOf(roles));
    }
}
