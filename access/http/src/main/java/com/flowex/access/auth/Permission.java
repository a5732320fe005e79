package com.flowex.access.auth;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Permission of a caller. Every route requires one of these, or only an authenticated caller, or nothing. */
public enum Permission {
    /** Read one's own data: orders, fills, balances, profile. */
    READ,
    /** Change one's own data without money: profile, password, sessions, API keys. An API key never has it. */
    ACCOUNT,
    /** Deposit money. */
    DEPOSIT,
    /** Place, change and cancel orders. */
    TRADE,
    /** Withdraw money. */
    WITHDRAW,
    /** Read figures of the whole tenant that identify no user. */
    ANALYTICS,
    /** Better limits and fees than others. */
    VIP_TERMS,
    /** Read other users. */
    USERS_READ,
    /** Create, change and close users, and decide on requests for roles. */
    USERS_MANAGE,
    /** Halt markets and set kill switches: only to stop trading. */
    HALT,
    /** List markets, resume halted or stopped ones, and limit accounts. */
    MARKETS_MANAGE,
    /** Decide on withdrawals, on deposits without a name, and on sagas that stopped between two steps. */
    CUSTODY_MANAGE,
    /** Read the audit log. */
    AUDIT_READ,
    /** Change the settings of one's own tenant. */
    TENANT_CONFIGURE,
    /** Create, suspend and remove tenants. */
    TENANTS_MANAGE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Returns the name on the wire, for example "trade". */
    public String label() {
        return label;
    }

    /** Returns true if this reaches beyond the caller's own account, so that its use is audited. */
    public boolean isPrivileged() {
        return compareTo(USERS_READ) >= 0;
    }

    public static Optional<Permission> of(String label) {
        return Arrays.stream(values())
                .filter(permission -> permission.label.equals(label))
                .findFirst();
    }
}
