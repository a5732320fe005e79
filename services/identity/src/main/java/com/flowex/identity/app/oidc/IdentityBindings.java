package com.flowex.identity.app.oidc;

import com.flowex.access.auth.Caller;
import com.flowex.identity.app.mail.UserMailer;
import com.flowex.identity.app.session.Sessions;
import com.flowex.identity.app.staff.UserAdministration;
import com.flowex.identity.store.oidc.OidcIdentitiesTable;
import com.flowex.identity.store.oidc.OidcIdentitiesTable.Invitation;
import com.flowex.identity.store.oidc.OidcIdentity;
import com.flowex.identity.store.oidc.OidcProvidersTable;
import com.flowex.identity.store.oidc.OidcProvidersTable.NamedProvider;
import com.flowex.identity.store.oidc.ScimGroupsTable;
import com.flowex.identity.store.oidc.ScimIdentitiesTable;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Decisions of administrators about who may bind an identity of a provider, and who is bound. */
public final class IdentityBindings {

    private final OidcProvidersTable providers;
    private final OidcIdentitiesTable identities;
    private final UsersTable users;
    private final UserMailer letters;
    private final UserAdministration staff;
    private final Sessions sessions;

    /** Permissions of administrators over users, and the sessions that end by their decisions. */
    public record StaffPowers(UserAdministration staff, Sessions sessions) {}

    public IdentityBindings(StaffLogins.OidcTables tables, UsersTable users, UserMailer letters, StaffPowers powers) {
        this.providers = tables.providers();
        this.identities = tables.identities();
        this.users = users;
        this.letters = letters;
        this.staff = powers.staff();
        this.sessions = powers.sessions();
    }

    /**
     * Binding of a user.
     *
     * @param identity identity that is bound; empty if none is
     * @param invitation invitation that waits; empty if there is none
     * @param provider provider of the identity, or else of the invitation; empty if the tenant has it no longer
     */
    public record Binding(
            Optional<OidcIdentity> identity, Optional<Invitation> invitation, Optional<NamedProvider> provider) {}

    /** Returns the binding of a user. */
    public Binding binding(int tenant, long userId) {
        return binding(tenant, identities.of(tenant, userId), identities.invited(tenant, userId));
    }

    private Binding binding(int tenant, Optional<OidcIdentity> identity, Optional<Invitation> invitation) {
        Optional<NamedProvider> provider = providers.names(tenant).stream()
                .filter(each -> identity.isPresent()
                        ? identity.get().issuer().equals(each.issuer())
                        : invitation
                                .filter(invited -> invited.provider() == each.id())
                                .isPresent())
                .findFirst();
        return new Binding(identity, invitation, provider);
    }

    /**
     * Invites a user to bind an identity of a provider.
     *
     * @param provider number of the provider; empty for the only one
     * @throws Refusal {@code forbidden} for the caller themselves and for a user with more permissions;
     *     {@code not_found}; {@code invalid_field} without a provider where there are several
     */
    public Binding invite(Caller caller, long userId, OptionalLong provider) {
        if (caller.userId() == userId) {
            throw Refusal.forbidden("another administrator has to invite you");
        }
        long at = StaffLogins.chosen(providers.names(caller.tenant()), provider).id();
        Invitation invitation = users.holding(caller.tenant(), userId, (holding, user) -> {
                    staff.requireMayTouch(caller, user);
                    if (!OidcProvidersTable.hold(holding, caller.tenant(), at)) {
                        throw ProviderAdministration.unknown(at);
                    }
                    return OidcIdentitiesTable.invite(holding, user, at, caller.userId());
                })
                .orElseThrow(() -> noUser(userId));
        return binding(caller.tenant(), identities.of(caller.tenant(), userId), Optional.of(invitation));
    }

    /**
     * Takes back a user's invitation and unbinds their identity; their sessions end if there was one. The identity of a
     * user whose access the provider has ended stays, because it is all that keeps them out.
     *
     * @throws Refusal {@code forbidden} for the caller themselves and for a user with more permissions;
     *     {@code account_restricted} if the provider has ended their access; {@code not_found} if there is neither
     */
    public void unbind(Caller caller, long userId) {
        if (caller.userId() == userId) {
            throw Refusal.forbidden("another administrator has to unbind you");
        }
        List<UUID> ended = users.holding(caller.tenant(), userId, (holding, user) -> {
                    staff.requireMayTouch(caller, user);
                    requireNotEnded(holding, user);
                    boolean wasInvited =
                            OidcIdentitiesTable.takeInvitation(holding, user).isPresent();
                    ScimGroupsTable.leaveAll(holding, user);
                    if (OidcIdentitiesTable.unbind(holding, user)) {
                        letters.factorChanged(holding, user, StaffLogins.PROVIDER, false);
                        return sessions.endAll(holding, user, Optional.empty());
                    }
                    if (!wasInvited) {
                        throw Refusal.notFound("user " + userId + " is neither bound nor invited");
                    }
                    return List.<UUID>of();
                })
                .orElseThrow(() -> noUser(userId));
        sessions.ended(ended);
    }

    private static void requireNotEnded(Transaction holding, User user) {
        if (ScimIdentitiesTable.isDeprovisioned(holding, user)) {
            throw new Refusal(
                    RefusalCode.ACCOUNT_RESTRICTED,
                    "the organization's identity provider ended this user's access: let them in again first, by"
                            + " POST /api/v1/users/" + user.id() + "/staff-login/readmission");
        }
    }

    private static Refusal noUser(long userId) {
        return Refusal.notFound("there is no user " + userId);
    }
}
