package com.flowex.identity.app.staff;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.auth.Role;
import com.flowex.identity.app.restriction.Restrictions;
import com.flowex.identity.app.session.Sessions;
import com.flowex.identity.store.oidc.OidcIdentitiesTable;
import com.flowex.identity.store.oidc.ScimIdentitiesTable;
import com.flowex.identity.store.restriction.Restriction;
import com.flowex.identity.store.restriction.RestrictionKind;
import com.flowex.identity.store.user.RoleRequestsTable;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rules and execution of changes that administrators make to users. A caller can neither grant permissions that they
 * lack, nor change a user with more permissions, nor change their own roles. A role of the caller's own rank takes a
 * second person: one requests it, another decides.
 */
public final class UserAdministration {

    private final UsersTable users;
    private final RoleRequestsTable requests;
    private final Sessions sessions;
    private final Restrictions restrictions;

    public UserAdministration(
            UsersTable users, RoleRequestsTable requests, Sessions sessions, Restrictions restrictions) {
        this.users = users;
        this.requests = requests;
        this.sessions = sessions;
        this.restrictions = restrictions;
    }

    public User require(int tenant, long id) {
        return users.byId(tenant, id).orElseThrow(() -> Refusal.notFound("there is no user " + id));
    }

    /** Requires that the caller may give these roles without a second person: each permits less than the caller has. */
    public void requireMayGive(Caller caller, Collection<Role> roles) {
        for (Role role : roles) {
            Set<Permission> permissions = role.permissions();
            if (!caller.permissions().containsAll(permissions)) {
                throw Refusal.forbidden("users cannot grant permissions that they lack: " + role.label());
            }
            if (isPrivileged(role) && permissions.equals(caller.permissions())) {
                throw Refusal.forbidden("the role " + role.label() + " takes a second person: ask for it by"
                        + " POST /api/v1/role-requests");
            }
        }
    }

    /**
     * Change of a user; a null field stays as it is.
     *
     * @param version version that the caller has seen; null for any
     */
    public record Change(
            @Nullable Long version,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable Set<Role> roles,
            User.@Nullable Status status) {

        public static final Change CLOSED = new Change(null, null, null, null, User.Status.CLOSED);

        static final Change READMITTED = new Change(null, null, null, null, User.Status.ACTIVE);

        static final Change STAYS_SUSPENDED = new Change(null, null, null, null, User.Status.SUSPENDED);

        public User on(User user) {
            return user.changed(
                    Objects.requireNonNullElse(firstName, user.firstName()),
                    Objects.requireNonNullElse(lastName, user.lastName()),
                    Objects.requireNonNullElse(roles, user.roles()),
                    Objects.requireNonNullElse(status, user.status()));
        }

        /**
         * Refuses a change that would undo something that the caller cannot have seen. That is a set of roles where the
         * roles have changed meanwhile, and a reactivation of a user who was suspended meanwhile. Suspending or closing
         * a user is always allowed.
         *
         * @throws Refusal {@code version_changed}
         */
        void requireOf(User user, User now) {
            boolean other = version != null && version != now.version()
                    || roles != null && !now.roles().equals(user.roles())
                    || status != null && now.status() != user.status() && status.compareTo(now.status()) < 0;
            if (other) {
                throw new Refusal(
                        RefusalCode.VERSION_CHANGED,
                        "another administrator has changed this user meanwhile, to version " + now.version()
                                + ": look again");
            }
        }
    }

    /** User before and after a change. */
    public record Changed(User before, User after) {}

    private record ChangeResult(Changed changed, List<UUID> ended) {}

    /**
     * Checks the caller's permissions and changes only the requested fields, in one transaction. Sessions end if the
     * user's permissions have changed.
     *
     * @param seen user as the request found them
     */
    public Changed change(Caller caller, User seen, Change change) {
        ChangeResult done = users.holdingBoth(caller.tenant(), caller.userId(), seen.id(), (holding, self, user) -> {
            requireMayStill(caller, self);
            User before = user.orElseThrow(() -> Refusal.notFound("there is no user " + seen.id()));
            change.requireOf(seen, before);
            User after = change.on(before);
            boolean access = !before.roles().equals(after.roles()) || before.status() != after.status();
            requireMay(caller, before, after, access);
            if (before.status() != after.status() && after.isActive()) {
                Restrictions.requireNotSuspended(holding, before);
                requireProvisioned(holding, before);
            }
            if (change.status() == User.Status.SUSPENDED) {
                ScimIdentitiesTable.suspendedHere(holding, before);
            }
            restrictions.stand(holding, before, after, caller.userId());
            if (!before.roles().equals(after.roles())) {
                OidcIdentitiesTable.grant(holding, after);
            }
            List<UUID> ended = access ? sessions.endAll(holding, after, Optional.empty()) : List.of();
            return new ChangeResult(new Changed(before, after.next()), ended);
        });
        sessions.ended(done.ended());
        if (Restrictions.changesStanding(done.changed().before(), done.changed().after())) {
            restrictions.carryOut(done.changed().after());
        }
        return done.changed();
    }

    private static void requireProvisioned(Transaction holding, User user) {
        if (ScimIdentitiesTable.isDeprovisioned(holding, user)) {
            throw new Refusal(
                    RefusalCode.ACCOUNT_RESTRICTED,
                    "the organization's identity provider ended this user's access: it is given back there, or by"
                            + " POST /api/v1/users/" + user.id() + "/staff-login/readmission");
        }
    }

    /**
     * Lets a user in again whom the organization's identity provider ended or deleted. The identity stays theirs, so
     * the provider can end them again.
     *
     * @throws Refusal {@code forbidden} for the caller themselves, and for a user with more permissions;
     *     {@code already_decided} if the provider ended nothing; {@code account_restricted} if another decision keeps
     *     the user out
     */
    public Changed readmit(Caller caller, long id) {
        Changed done = users.holdingBoth(caller.tenant(), caller.userId(), id, (holding, self, user) -> {
            requireMayStill(caller, self);
            User before = known(user, id);
            // A suspension that was decided here outlives the end of access by the provider.
            boolean isSuspendedHere = ScimIdentitiesTable.any(holding, caller.tenant(), id)
                    .filter(ScimIdentitiesTable.ScimIdentity::suspendedHere)
                    .isPresent();
            User after = (isSuspendedHere ? Change.STAYS_SUSPENDED : Change.READMITTED).on(before);
            requireMay(caller, before, after, true);
            if (!ScimIdentitiesTable.isDeprovisioned(holding, before)) {
                throw new Refusal(
                        RefusalCode.ALREADY_DECIDED, "no identity provider has ended the access of user " + id);
            }
            Restrictions.requireNotSuspended(holding, before);
            ScimIdentitiesTable.provision(holding, before, false, false);
            restrictions.stand(holding, before, after, caller.userId());
            return new Changed(before, after.next());
        });
        restrictions.carryOut(done.after());
        return done;
    }

    private void requireMay(Caller caller, User before, User after, boolean access) {
        if (access && caller.userId() == before.id()) {
            throw Refusal.forbidden("users cannot change their own roles or status");
        }
        requireMayTouch(caller, before);
        Set<Role> added = EnumSet.noneOf(Role.class);
        added.addAll(after.roles());
        added.removeAll(before.roles());
        requireMayGive(caller, added);
        if (!added.isEmpty()) {
            requireConfirmed(before);
        }
    }

    /**
     * Requires a confirmed address. A role for an address goes to the person who reads its mail, and until it is
     * confirmed that may be anyone.
     */
    private static void requireConfirmed(User user) {
        if (user.isUnconfirmed()) {
            throw Refusal.forbidden(
                    "user " + user.id() + " has not confirmed their e-mail address and gets no role before");
        }
    }

    /**
     * Requires that the caller still has their permissions. They may have been suspended, or have lost a role, while
     * their request was being processed.
     */
    private static void requireMayStill(Caller caller, Optional<User> self) {
        boolean may = self.filter(User::isActive)
                .map(user -> Role.permissions(user.roles(), true).containsAll(caller.permissions()))
                .orElse(false);
        if (!may) {
            throw Refusal.unauthorized("the session has ended; log in again");
        }
    }

    public void requireMayTouch(Caller caller, User user) {
        requireMayTouch(caller.permissions(), user);
    }

    private static void requireMayTouch(Set<Permission> may, User user) {
        if (!may.containsAll(Role.permissions(user.roles(), true))) {
            throw Refusal.forbidden("this user may do more than you");
        }
    }

    /** Change of a user's restrictions. */
    @FunctionalInterface
    public interface RestrictionChange {
        Restriction of(Transaction holding, User user);
    }

    /**
     * Sets or ends a restriction in one transaction; the sessions of a user who is suspended by it end.
     *
     * @throws Refusal {@code forbidden} for the caller themselves, and for a user with more permissions
     */
    public Restriction restrict(Caller caller, long id, RestrictionChange work) {
        Restricted done = users.holdingBoth(caller.tenant(), caller.userId(), id, (holding, self, user) -> {
            requireMayStill(caller, self);
            return restricted(holding, caller.userId(), caller.permissions(), known(user, id), work);
        });
        sessions.ended(done.ended());
        return done.restriction();
    }

    /**
     * Does the same for a decision that a user made earlier, who need not be logged in now.
     *
     * @throws Refusal {@code forbidden} if they no longer have the permission
     */
    Restriction restrictBy(int tenant, long by, long id, RestrictionChange work) {
        Restricted done = users.holdingBoth(tenant, by, id, (holding, self, user) -> {
            Set<Permission> may = self.filter(User::isActive)
                    .map(each -> Role.permissions(each.roles(), true))
                    .filter(each -> each.contains(Permission.USERS_MANAGE))
                    .orElseThrow(() -> Refusal.forbidden("user " + by + " may no longer restrict users"));
            return restricted(holding, by, may, known(user, id), work);
        });
        sessions.ended(done.ended());
        return done.restriction();
    }

    /** Decision about another user. */
    @FunctionalInterface
    public interface Decision<T> {
        T of(Transaction holding, User user);
    }

    /**
     * Decides about another user in one transaction.
     *
     * @throws Refusal {@code forbidden} for the caller themselves, and for a user with more permissions
     */
    public <T> T decide(Caller caller, long id, Decision<T> work) {
        return users.holdingBoth(caller.tenant(), caller.userId(), id, (holding, self, user) -> {
            requireMayStill(caller, self);
            User known = known(user, id);
            if (known.id() == caller.userId()) {
                throw Refusal.forbidden("another administrator decides about you");
            }
            requireMayTouch(caller, known);
            return work.of(holding, known);
        });
    }

    private static User known(Optional<User> user, long id) {
        return user.orElseThrow(() -> Refusal.notFound("there is no user " + id));
    }

    private Restricted restricted(
            Transaction holding, long by, Set<Permission> may, User before, RestrictionChange work) {
        if (by == before.id()) {
            throw Refusal.forbidden("users cannot decide about their own restrictions");
        }
        requireMayTouch(may, before);
        Restriction restriction = work.of(holding, before);
        boolean isKeptOut = restriction.isInForce() && restriction.kind() == RestrictionKind.SUSPENDED;
        return new Restricted(restriction, isKeptOut ? sessions.endAll(holding, before, Optional.empty()) : List.of());
    }

    private record Restricted(Restriction restriction, List<UUID> ended) {}

    public RoleRequestsTable.RoleRequest request(Caller caller, long userId, Role role, String reason) {
        User user = require(caller.tenant(), userId);
        requireMayTouch(caller, user);
        requireConfirmed(user);
        if (!caller.permissions().containsAll(role.permissions())) {
            throw Refusal.forbidden("users cannot grant permissions that they lack: " + role.label());
        }
        return users.holding(caller.tenant(), caller.userId(), (holding, self) -> {
                    requireMayStill(caller, Optional.of(self));
                    return RoleRequestsTable.insert(holding, caller.tenant(), userId, role, reason, caller.userId());
                })
                .orElseThrow(() -> Refusal.unauthorized("this user was removed"));
    }

    public RoleRequestsTable.RoleRequest decide(Caller caller, long id, boolean approve) {
        RoleRequestsTable.RoleRequest request = requests.byId(caller.tenant(), id)
                .orElseThrow(() -> Refusal.notFound("there is no role request " + id));
        if (request.requestedBy() == caller.userId() || request.userId() == caller.userId()) {
            throw Refusal.forbidden("users cannot decide about their own request");
        }
        if (!caller.permissions().containsAll(request.role().permissions())) {
            throw Refusal.forbidden("users cannot grant permissions that they lack: "
                    + request.role().label());
        }
        DecisionResult result =
                users.holdingBoth(caller.tenant(), caller.userId(), request.userId(), (holding, self, user) -> {
                    requireMayStill(caller, self);
                    if (approve) {
                        user.ifPresent(UserAdministration::requireConfirmed);
                    }
                    RoleRequestsTable.RoleRequest now = RoleRequestsTable.decide(
                                    holding, caller.tenant(), id, approve, caller.userId())
                            .orElseThrow(
                                    () -> new Refusal(RefusalCode.ALREADY_DECIDED, "this request is decided already"));
                    if (approve) {
                        OidcIdentitiesTable.grantAlso(holding, caller.tenant(), request.userId(), request.role());
                    }
                    List<UUID> ended = approve && user.isPresent()
                            ? sessions.endAll(holding, user.get(), Optional.empty())
                            : List.of();
                    return new DecisionResult(now, ended);
                });
        sessions.ended(result.ended());
        return result.request();
    }

    private record DecisionResult(RoleRequestsTable.RoleRequest request, List<UUID> ended) {}

    private static boolean isPrivileged(Role role) {
        return role.permissions().stream().anyMatch(Permission::isPrivileged);
    }
}
