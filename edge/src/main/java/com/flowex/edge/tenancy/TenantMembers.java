package com.flowex.edge.tenancy;

import com.flowex.edge.access.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The people of a tenant, as whoever makes and removes tenants needs them; identity has them. */
public interface TenantMembers {

    /**
     * Somebody who is there from the start.
     *
     * @param passwordHash as {@link #hash} makes it, or made elsewhere the same way
     */
    record Member(String email, String firstName, String lastName, Set<Role> roles, String passwordHash) {
        public Member {
            roles = Set.copyOf(roles);
        }

        /** No hash in any log. */
        @Override
        public String toString() {
            return "Member[" + email + ", " + roles + "]";
        }
    }

    /** An e-mail address as it is kept; empty if the text is none. */
    Optional<String> address(String text);

    /**
     * The rule that a password breaks, as it completes "password must be …".
     *
     * @param own what is known of its user: e-mail address, names
     */
    Optional<String> brokenBy(String password, List<String> own);

    /** True if a text is a hash that log-ins can be held against, at a bearable cost. */
    boolean isHash(String text);

    /** The hash of a password; takes a moment of whoever makes tenants. */
    String hash(String password);

    /** Makes a user with a verified address and an open account, if nobody of the tenant has that address. */
    void add(int tenant, Member member);

    /** Closes every user of a tenant, ends their sessions, and forgets by what they could prove who they are. */
    void closeAll(int tenant);

    /** Deletes every user of a tenant that was never active. */
    void deleteAll(int tenant);
}
