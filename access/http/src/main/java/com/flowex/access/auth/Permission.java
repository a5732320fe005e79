package com.flowex.access.auth;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Permission of a caller. Every route requires one of these, or only an authenticated caller, or nothing. */
public enum Permission {
    /** Read one's own data: orders, fills, balances, profile. */
    READ(Reach.OWN_ACCOUNT),
    /** Change one's own data without money: profile, password, sessions, API keys. An API key never has it. */
    ACCOUNT(Reach.OWN_ACCOUNT),
    /** Deposit money. */
    DEPOSIT(Reach.OWN_ACCOUNT),
    /** Place, change and cancel orders. */
    TRADE(Reach.OWN_ACCOUNT),
    /** Withdraw money. */
    WITHDRAW(Reach.OWN_ACCOUNT),
    /** Write strategies, and test them on the past. */
    STRATEGIES(Reach.OWN_ACCOUNT),
    /** Read figures of the whole tenant that identify no user. */
    ANALYTICS(Reach.OWN_ACCOUNT),
    /** Better limits and fees than others. */
    VIP_TERMS(Reach.OWN_ACCOUNT),
    /** Read other users. */
    USERS_READ(Reach.OTHERS),
    /** Create, change and close users, and decide on requests for roles. */
    USERS_MANAGE(Reach.OTHERS),
    /** Halt markets and set kill switches: only to stop trading. */
    HALT(Reach.OTHERS),
    /** List markets, resume halted or stopped ones, and limit accounts. */
    MARKETS_MANAGE(Reach.OTHERS),
    /** Decide on withdrawals, on deposits without a name, and on sagas that stopped between two steps. */
    CUSTODY_MANAGE(Reach.OTHERS),
    /** Set terms of lending, move the money of its pools, and close liquidations. */
    MARGIN_MANAGE(Reach.OTHERS),
    /** Report prices of assets to the index of lending. */
    MARGIN_QUOTE(Reach.OTHERS),
    /** Read the audit log. */
    AUDIT_READ(Reach.OTHERS),
    /** Change the settings of one's own tenant. */
    TENANT_CONFIGURE(Reach.OTHERS),
    /** Create, suspend and remove tenants. */
    TENANTS_MANAGE(Reach.OTHERS);

    private enum Reach {
        /** The caller's own account, or nothing that identifies a user. */
        OWN_ACCOUNT,
        /** Other users, markets, money of others, or settings. */
        OTHERS
    }

    private final String label = name().toLowerCase(Locale.ROOT);
    private final Reach reach;

    Permission(Reach reach) {
        this.reach = reach;
    }

    /** Returns the name on the wire, for example "trade". */
    public String label() {
        return label;
    }

    /** Returns true if this reaches beyond the caller's own account, so that its use is audited. */
    public boolean isPrivileged() {
        return reach == Reach.OTHERS;
    }

    public static Optional<Permission> of(String label) {
        return Arrays.stream(values())
                .filter(permission -> permission.label.equals(label))
                .findFirst();
    }
}
