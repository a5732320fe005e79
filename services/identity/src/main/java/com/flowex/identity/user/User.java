package com.flowex.identity.user;

import com.flowex.domain.AccountId;
import com.flowex.edge.access.Caller;
import com.flowex.edge.access.Role;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A row of the users table.
 *
 * @param accountOpened whether the exchange has said that the account exists
 * @param emailVerified whether the user has shown that they read mail there
 * @param version how often it was decided what the user may do, and with which password
 */
public record User(
        long id,
        int tenant,
        String email,
        String passwordHash,
        String firstName,
        String lastName,
        Set<Role> roles,
        boolean accountOpened,
        Instant createdAt,
        Status status,
        boolean emailVerified,
        Factors factors,
        long version,
        Ownership ownership) {

    /** Who is not active neither logs in nor is called by an API key. */
    public enum Status {
        ACTIVE,
        SUSPENDED,
        CLOSED
    }

    /** What a login asks for besides the password. */
    public record Factors(boolean totp, boolean mail) {
        public boolean any() {
            return totp || mail;
        }
    }

    /** Words that make this user's password easy to guess. */
    public List<String> ownWords() {
        return List.of(email, firstName, lastName);
    }

    /** The user's account on the exchange. */
    public AccountId account() {
        return new AccountId(tenant, ownership.number());
    }

    /** The user in a session. */
    public Caller caller(String session, boolean mustBeVerified) {
        return Caller.inSession(id, account(), roles, emailVerified || !mustBeVerified, session);
    }

    /** The same user with other names, roles or status. */
    public User changed(String first, String last, Set<Role> newRoles, Status newStatus) {
        return new User(
                id,
                tenant,
                email,
                passwordHash,
                first,
                last,
                newRoles,
                accountOpened,
                createdAt,
                newStatus,
                emailVerified,
                factors,
                version,
                ownership);
    }

    /** The same user, a version later. */
    public User next() {
        return new User(
                id,
                tenant,
                email,
                passwordHash,
                firstName,
                lastName,
                roles,
                accountOpened,
                createdAt,
                status,
                emailVerified,
                factors,
                version + 1,
                ownership);
    }

    /**
     * True if all there is are registrations of an address that its reader has not confirmed: no session began, no account was
     * opened, and nobody gave the user a role. Any later registration stands equal to the earlier ones.
     */
    public boolean isUnconfirmed() {
        return !emailVerified
                && !accountOpened
                && isActive()
                && Set.of(Role.USER).containsAll(roles);
    }

    public boolean isActive() {
        return status == Status.ACTIVE;
    }

    /** Whether the person was taken out of the row. */
    public boolean isErased() {
        return email.endsWith("@erased.invalid");
    }

    /** The roles by their names, in the order of the ladder. */
    public List<String> roleLabels() {
        return roles.stream().sorted().map(Role::label).toList();
    }
}
