package com.flowex.access.auth;

import static com.flowex.access.auth.Permission.ACCOUNT;
import static com.flowex.access.auth.Permission.ANALYTICS;
import static com.flowex.access.auth.Permission.AUDIT_READ;
import static com.flowex.access.auth.Permission.CUSTODY_MANAGE;
import static com.flowex.access.auth.Permission.DEPOSIT;
import static com.flowex.access.auth.Permission.HALT;
import static com.flowex.access.auth.Permission.MARGIN_MANAGE;
import static com.flowex.access.auth.Permission.MARGIN_QUOTE;
import static com.flowex.access.auth.Permission.MARKETS_MANAGE;
import static com.flowex.access.auth.Permission.READ;
import static com.flowex.access.auth.Permission.STRATEGIES;
import static com.flowex.access.auth.Permission.TENANTS_MANAGE;
import static com.flowex.access.auth.Permission.TENANT_CONFIGURE;
import static com.flowex.access.auth.Permission.TRADE;
import static com.flowex.access.auth.Permission.USERS_MANAGE;
import static com.flowex.access.auth.Permission.USERS_READ;
import static com.flowex.access.auth.Permission.VIP_TERMS;
import static com.flowex.access.auth.Permission.WITHDRAW;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Role with its permissions, in one table. Every registered user is a {@link #USER}: they have their own account, and
 * may trade once their address is verified. A {@link #MODERATOR} reads about users and writes to both sides of a
 * dispute, and decides nothing. The other roles are a ladder, lowest first: each has its own permissions and all those
 * below it.
 */
public enum Role {
    USER,
    MODERATOR,
    VIEWER,
    ANALYST,
    TRADER,
    VIP_TRADER,
    ADMIN,
    SUPER_ADMIN;

    private final String label = name().toLowerCase(Locale.ROOT);

    private Set<Permission> adds() {
        return switch (this) {
            case USER -> EnumSet.of(READ, ACCOUNT, DEPOSIT);
            case MODERATOR -> EnumSet.of(READ, ACCOUNT, USERS_READ);
            case VIEWER -> EnumSet.of(READ, ACCOUNT);
            case ANALYST -> EnumSet.of(ANALYTICS, STRATEGIES);
            case TRADER -> EnumSet.of(DEPOSIT, TRADE, WITHDRAW);
            case VIP_TRADER -> EnumSet.of(VIP_TERMS);
            case ADMIN ->
                EnumSet.of(
                        USERS_READ,
                        USERS_MANAGE,
                        HALT,
                        MARKETS_MANAGE,
                        CUSTODY_MANAGE,
                        MARGIN_MANAGE,
                        MARGIN_QUOTE,
                        AUDIT_READ,
                        TENANT_CONFIGURE);
            case SUPER_ADMIN -> EnumSet.of(TENANTS_MANAGE);
        };
    }

    /** Returns the further permissions of a verified {@link #USER}. */
    private static Set<Permission> onceVerified() {
        return EnumSet.of(TRADE, WITHDRAW, STRATEGIES);
    }

    /** Returns the name on the wire, for example "vip_trader". */
    public String label() {
        return label;
    }

    public static Optional<Role> of(String label) {
        return Arrays.stream(values()).filter(role -> role.label.equals(label)).findFirst();
    }

    /** Returns the permissions of this role alone for a verified user. */
    public Set<Permission> permissions() {
        return permissions(Set.of(this), true);
    }

    /**
     * Returns the permissions of these roles together.
     *
     * @param verified true if the user's address is verified, or need not be
     */
    public static Set<Permission> permissions(Collection<Role> roles, boolean verified) {
        EnumSet<Permission> all = EnumSet.noneOf(Permission.class);
        for (Role role : roles) {
            role.addTo(all);
            if (role == USER && verified) {
                all.addAll(onceVerified());
            }
        }
        return Collections.unmodifiableSet(all);
    }

    /** Returns true for this role, and for roles of staff of which this role has every permission. */
    public boolean covers(Role other) {
        return this == other || this != USER && other != USER && permissions().containsAll(other.permissions());
    }

    private void addTo(Set<Permission> all) {
        all.addAll(adds());
        for (Role lower : values()) {
            if (lower.isOnLadder() && lower.compareTo(this) < 0) {
                all.addAll(lower.adds());
            }
        }
    }

    private boolean isOnLadder() {
        return compareTo(VIEWER) >= 0;
    }
}
