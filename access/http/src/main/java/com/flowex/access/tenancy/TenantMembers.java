package com.flowex.access.tenancy;

import com.flowex.access.auth.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Users of a tenant, for the creation and removal of tenants; identity implements it. */
public interface TenantMembers {

    /**
     * Initial user of a tenant.
     *
     * @param passwordHash as {@link #hash} makes it, or made elsewhere the same way
     */
    record Member(String email, String firstName, String lastName, Set<Role> roles, String passwordHash) {
        public Member {
            roles = Set.copyOf(roles);
        }

        /** Keeps the hash out of logs. */
        @Override
        public String toString() {
            return "Member[" + email + ", " + roles + "]";
        }
    }

    /** Returns an e-mail address in its stored form; empty if the text is none. */
    Optional<String> address(String text);

    /**
     * Returns the rule that a password breaks, which completes "password must be …".
     *
     * @param own known data of its user: e-mail address, names
     */
    Optional<String> brokenBy(String password, List<String> own);

    /** Returns true if a text is a hash that log-ins can be checked against, at an acceptable cost. */
    boolean isHash(String text);

    /** Returns the hash of a password; this takes a noticeable time. */
    String hash(String password);

    /** Creates a user with a verified address and an open account, unless a user of the tenant has that address. */
    void add(int tenant, Member member);

    /** Closes every user of a tenant, ends their sessions, and deletes their credentials. */
    void closeAll(int tenant);

    /** Deletes every user of a tenant that was never active. */
    void deleteAll(int tenant);
}
