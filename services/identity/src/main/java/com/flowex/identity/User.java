package com.flowex.identity;

import com.flowex.domain.AccountId;
import com.flowex.platform.access.Caller;
import com.flowex.platform.access.Role;
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
        Set<Role> roles,
        boolean accountOpened,
        Instant createdAt) {

    /** The user's account on the exchange. */
    AccountId account() {
        return new AccountId(tenant, AccountId.CUSTOMERS_FROM + id);
    }

    /** The user in a session. */
    Caller caller(String session) {
        return Caller.inSession(id, account(), roles, true, session);
    }

    /** The roles by their names, in the order of the ladder. */
    List<String> roleLabels() {
        return roles.stream().sorted().map(Role::label).toList();
    }
}
