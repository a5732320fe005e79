package com.flowex.access.auth;

import com.flowex.domain.value.AccountId;
import java.util.Set;

/**
 * Authenticated caller with their permissions, from a verified access token or a verified signature.
 *
 * @param userId id in the users table of identity
 * @param account the caller's account in the engine; it carries the tenant
 * @param permissions permissions of the roles, or the part of them that an API key was given
 */
public record Caller(
        long userId, AccountId account, Set<Role> roles, Set<Permission> permissions, Credential credential) {

    private static final int PLATFORMS_TENANT = 1;

    public Caller {
        roles = Set.copyOf(roles);
        permissions = Set.copyOf(permissions);
    }

    /** Returns a user in a session. */
    public static Caller inSession(long userId, AccountId account, Set<Role> roles, boolean verified, String session) {
        return new Caller(userId, account, roles, Role.permissions(roles, verified), new Credential.Session(session));
    }

    /**
     * Returns true if the caller has a permission; permissions over all tenants need a caller of the platform's own
     * tenant.
     */
    public boolean may(Permission permission) {
        return permissions.contains(permission)
                && (permission != Permission.TENANTS_MANAGE || account.tenant() == PLATFORMS_TENANT);
    }

    /** Returns the same caller, who acts for another account of theirs. */
    public Caller actingFor(AccountId other) {
        return new Caller(userId, other, roles, permissions, credential);
    }

    /** Returns the name of the caller's highest role, which decides the rate limit. */
    public String tier() {
        Role highest = Role.USER;
        for (Role role : roles) {
            if (role.compareTo(highest) > 0) {
                highest = role;
            }
        }
        return highest.label();
    }

    /** Returns the tenant of all of the caller's requests. */
    public int tenant() {
        return account.tenant();
    }
}
