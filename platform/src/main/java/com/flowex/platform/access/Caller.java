package com.flowex.platform.access;

import com.flowex.domain.AccountId;
import java.util.Set;

/**
 * Who is calling, as a verified access token says.
 *
 * @param userId of the users table of identity
 * @param account the caller's account in the engine; carries the tenant
 * @param roles lower case, for example "trader", "admin"
 */
public record Caller(long userId, AccountId account, Set<String> roles) {

    public static final String ADMIN = "admin";
    public static final String TRADER = "trader";

    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean has(String role) {
        return roles.contains(role);
    }
}
