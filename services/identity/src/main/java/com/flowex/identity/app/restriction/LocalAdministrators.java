package com.flowex.identity.app.restriction;

import com.flowex.access.auth.Permission;
import com.flowex.access.auth.Role;
import com.flowex.identity.store.oidc.OidcIdentitiesTable;
import com.flowex.identity.store.oidc.OidcIdentitiesTable.LocalAdministratorSearch;
import com.flowex.identity.store.oidc.OidcIdentitiesTable.LoginWay;
import com.flowex.identity.store.oidc.OidcProvidersTable;
import com.flowex.identity.store.user.User;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;

/**
 * Rule that a tenant with an identity provider keeps an administrator who logs in without it, for the day on which the
 * provider is away or refuses all log-ins.
 *
 * @param mustBeVerified true if users log in only once their address is confirmed
 */
public record LocalAdministrators(boolean mustBeVerified) {

    /**
     * Requires that another local administrator stays if this user is one and ceases to be one.
     *
     * @param holding connection that holds the lock on the user's row
     * @param before user as they are
     * @param after user as they will be
     * @throws Refusal {@code last_local_administrator}
     */
    void requireOther(Transaction holding, User before, User after) {
        if (isAdministrator(before)
                && !isAdministrator(after)
                && OidcIdentitiesTable.wayOf(holding, before) == LoginWay.LOCAL) {
            requireOther(holding, before);
        }
    }

    /**
     * Requires that another local administrator stays if this user is bound to the provider.
     *
     * @param holding connection that holds the lock on the user's row
     * @throws Refusal {@code last_local_administrator}
     */
    public void requireOtherThanBound(Transaction holding, User user) {
        if (isAdministrator(user)) {
            requireOther(holding, user);
        }
    }

    /**
     * Requires that a local administrator is left beside a provider that is to be added, and keeps one until the
     * transaction ends.
     *
     * @throws Refusal {@code last_local_administrator}
     */
    public void requireAny(Transaction holding, int tenant, String issuer) {
        LocalAdministratorSearch search = new LocalAdministratorSearch(tenant, 0, issuer, mustBeVerified);
        if (!OidcIdentitiesTable.keepLocalAdministrator(holding, search)) {
            throw new Refusal(
                    RefusalCode.LAST_LOCAL_ADMINISTRATOR,
                    "every administrator is bound to an identity provider: unbind one first, or make another");
        }
    }

    /** The second of two decisions at once waits for the locks, and then sees the first. */
    private void requireOther(Transaction holding, User user) {
        LocalAdministratorSearch search = new LocalAdministratorSearch(user.tenant(), user.id(), "", mustBeVerified);
        boolean hasProvider =
                !OidcProvidersTable.lockAll(holding, user.tenant()).isEmpty();
        if (hasProvider && !OidcIdentitiesTable.hasLocalAdministrator(holding, search)) {
            throw new Refusal(
                    RefusalCode.LAST_LOCAL_ADMINISTRATOR,
                    "user " + user.id() + " is the last administrator who logs in without an identity provider: give"
                            + " another one the role first, unbind one, or remove the providers");
        }
    }

    private static boolean isAdministrator(User user) {
        return user.isActive() && Role.permissions(user.roles(), true).contains(Permission.USERS_MANAGE);
    }
}
