package com.flowex.edge.access;

import com.flowex.domain.AccountId;
import java.util.Set;

/**
 * Who is calling, and what they may do: what a verified access token or a verified signature says.
 *
 * @param userId of the users table of identity
 * @param account the caller's account in the engine; carries the tenant
 * @param permissions what the roles permit, or the part of it that an API key was given
 */
public record Caller(
        long userId, AccountId account, Set<Role> roles, Set<Permission> permissions, Credential credential) {

    private static final int PLATFORMS_TENANT = 1;

    public Caller {
        roles = Set.copyOf(roles);
        permissions = Set.copyOf(permissions);
    }

    /** A user in a session. */
    public static Caller inSession(long userId, AccountId account, Set<Role> roles, boolean verified, String session) {
        return new Caller(userId, account, roles, Role.permissions(roles, verified), new Credential.Session(session));
    }

    /** What concerns all tenants, only those of the platform's own may. */
    public boolean may(Permission permission) {
        return permissions.contains(permission)
                && (permission != Permission.TENANTS_MANAGE || account.tenant() == PLATFORMS_TENANT);
    }

    /** The highest of the caller's roles, by its name: decides how much they may ask. */
    public String tier() {
        Role highest = Role.USER;
        for (Role role : roles) {
            if (role.compareTo(highest) > 0) {
                highest = role;
            }
        }
        return highest.label();
    }

    /** The tenant all of the caller's requests belong to. */
    public int tenant() {
        return account.tenant();
    }
}
