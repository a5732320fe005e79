package com.flowex.edge.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller may do. Every route asks for one of these, or for nothing but to know who is calling. */
public enum Permission {
    /** See what is one's own: orders, fills, balances, profile. */
    READ,
    /** Change what is one's own and no money: profile, password, sessions, API keys. Never given to an API key. */
    ACCOUNT,
    /** Bring money in. */
    DEPOSIT,
    /** Place, change and cancel orders. */
    TRADE,
    /** Send money out. */
    WITHDRAW,
    /** See figures of the whole tenant that name nobody. */
    ANALYTICS,
    /** Better limits and fees than others. */
    VIP_TERMS,
    /** See other users. */
    USERS_READ,
    /** Make, change and close users, and decide requests for roles. */
    USERS_MANAGE,
    /** Halt markets and set kill switches: to stop, and nothing else. */
    HALT,
    /** List markets, resume what is halted or stopped, and limit accounts. */
    MARKETS_MANAGE,
    /** Decide of withdrawals, of what came in without a name, and of what has stopped between two steps. */
    CUSTODY_MANAGE,
    /** Read the audit log. */
    AUDIT_READ,
    /** Change the settings of one's own tenant. */
    TENANT_CONFIGURE,
    /** Make, suspend and remove tenants. */
    TENANTS_MANAGE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name on the wire, for example "trade". */
    public String label() {
        return label;
    }

    /** Whether this reaches beyond the caller's own account: its use is written down. */
    public boolean isPrivileged() {
        return compareTo(USERS_READ) >= 0;
    }

    public static Optional<Permission> of(String label) {
        return Arrays.stream(values())
                .filter(permission -> permission.label.equals(label))
                .findFirst();
    }
}
