package com.flowex.identity.store.user;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.auth.Role;
import com.flowex.domain.value.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Row of the users table.
 *
 * @param accountOpened true if the exchange has confirmed that the account exists
 * @param emailVerified true if the user has shown that they read mail at the address
 * @param version number of changes of the user's permissions or password
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
        AccountOwnership ownership) {

    /** Largest version, which every reader of JSON holds exactly. */
    public static final long VERSION_MAX = (1L << 53) - 1;

    /** Status of a user. Only an active user logs in or is authenticated by an API key. */
    public enum Status {
        ACTIVE,
        SUSPENDED,
        CLOSED
    }

    /**
     * Factors that a login asks for besides the password.
     *
     * @param sms true if codes by SMS are one
     * @param passkeys number of the user's passkeys
     */
    public record Factors(boolean totp, boolean mail, boolean sms, int passkeys) {
        public boolean any() {
            return isStrong() || sms;
        }

        /**
         * Returns true if a factor is among them that is enough for money, keys and factors: a phone number can be moved
         * to another card by fraud, so codes by SMS alone are not.
         */
        public boolean isStrong() {
            return totp || mail || passkey();
        }

        public boolean passkey() {
            return passkeys > 0;
        }
    }

    /** Returns words that would make this user's password easy to guess. */
    public List<String> ownWords() {
        return List.of(email, firstName, lastName);
    }

    /** Returns the user's account on the exchange. */
    public AccountId account() {
        return new AccountId(tenant, ownership.number());
    }

    /** Returns the user as the caller of a session. */
    public Caller caller(String session, boolean mustBeVerified) {
        return Caller.inSession(id, account(), roles, emailVerified || !mustBeVerified, session);
    }

    /** Returns a copy with other names, roles or status. */
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

    /** Returns a copy with the next version. */
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
     * Returns true if the user consists of unconfirmed registrations of an address only: no session began, no account
     * was opened, and no role was granted. A later registration has the same rank as the earlier ones.
     */
    public boolean isUnconfirmed() {
        return !emailVerified
                && !accountOpened
                && isActive()
                && Set.of(Role.USER).containsAll(roles);
    }

    /** Returns true if one of the user's roles reaches beyond their own account. */
    public boolean actsForOthers() {
        return Role.permissions(roles, true).stream().anyMatch(Permission::isPrivileged);
    }

    public boolean isActive() {
        return status == Status.ACTIVE;
    }

    /** Returns true if the person's data was erased from the row. */
    public boolean isErased() {
        return email.endsWith("@erased.invalid");
    }

    /** Returns the labels of the roles, ordered by rank. */
    public List<String> roleLabels() {
        return roles.stream().sorted().map(Role::label).toList();
    }
}
