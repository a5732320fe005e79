package com.flowex.access.auth;

import static com.flowex.access.auth.Permission.ACCOUNT;
import static com.flowex.access.auth.Permission.ANALYTICS;
import static com.flowex.access.auth.Permission.DEPOSIT;
import static com.flowex.access.auth.Permission.READ;
import static com.flowex.access.auth.Permission.STRATEGIES;
import static com.flowex.access.auth.Permission.TENANTS_MANAGE;
import static com.flowex.access.auth.Permission.TRADE;
import static com.flowex.access.auth.Permission.USERS_MANAGE;
import static com.flowex.access.auth.Permission.USERS_READ;
import static com.flowex.access.auth.Permission.VIP_TERMS;
import static com.flowex.access.auth.Permission.WITHDRAW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RoleTest {

    @Test
    void eachRoleHasAllPermissionsOfLowerOnesAndMore() {
        List<Role> ladder =
                List.of(Role.VIEWER, Role.ANALYST, Role.TRADER, Role.VIP_TRADER, Role.ADMIN, Role.SUPER_ADMIN);

        for (int i = 1; i < ladder.size(); i++) {
            Set<Permission> lower = ladder.get(i - 1).permissions();
            Set<Permission> higher = ladder.get(i).permissions();
            assertTrue(higher.containsAll(lower), ladder.get(i) + " has less than " + ladder.get(i - 1));
            assertTrue(higher.size() > lower.size(), ladder.get(i) + " has no more than " + ladder.get(i - 1));
        }
        assertEquals(EnumSet.allOf(Permission.class), Role.SUPER_ADMIN.permissions());
    }

    @Test
    void aUserHasTheirOwnAccountAndTradesOnceVerified() {
        assertEquals(Set.of(READ, ACCOUNT, DEPOSIT), Role.permissions(Set.of(Role.USER), false));
        assertEquals(
                Set.of(READ, ACCOUNT, DEPOSIT, TRADE, WITHDRAW, STRATEGIES), Role.permissions(Set.of(Role.USER), true));
    }

    @Test
    void rolesBelowAdminHaveNoManagingPermission() {
        assertEquals(Set.of(READ, ACCOUNT, USERS_READ), Role.MODERATOR.permissions());
        assertEquals(Set.of(READ, ACCOUNT), Role.VIEWER.permissions());
        assertEquals(Set.of(READ, ACCOUNT, ANALYTICS, STRATEGIES), Role.ANALYST.permissions());
        assertTrue(Role.VIP_TRADER.permissions().containsAll(Set.of(TRADE, VIP_TERMS)));
        assertFalse(Role.VIP_TRADER.permissions().contains(USERS_MANAGE));
        assertFalse(Role.ADMIN.permissions().contains(TENANTS_MANAGE));
    }

    @Test
    void rolesAddUpAndNoRoleIsNothing() {
        assertEquals(Set.of(), Role.permissions(Set.of(), true));
        assertEquals(
                Set.of(READ, ACCOUNT, DEPOSIT, ANALYTICS, STRATEGIES),
                Role.permissions(Set.of(Role.USER, Role.ANALYST), false));
    }

    @Test
    void aRoleCoversTheRolesOfStaffWhosePermissionsItHas() {
        assertTrue(Role.MODERATOR.covers(Role.MODERATOR));
        assertTrue(Role.ADMIN.covers(Role.MODERATOR));
        assertTrue(Role.MODERATOR.covers(Role.VIEWER));
        assertFalse(Role.MODERATOR.covers(Role.ANALYST));
        assertFalse(Role.VIP_TRADER.covers(Role.MODERATOR));
        assertFalse(Role.SUPER_ADMIN.covers(Role.USER));
        assertFalse(Role.USER.covers(Role.VIEWER));
    }

    @Test
    void permissionsBeyondTheCallersOwnAccountArePrivileged() {
        assertEquals(
                EnumSet.of(
                        Permission.USERS_READ,
                        Permission.USERS_MANAGE,
                        Permission.HALT,
                        Permission.MARKETS_MANAGE,
                        Permission.CUSTODY_MANAGE,
                        Permission.MARGIN_MANAGE,
                        Permission.MARGIN_QUOTE,
                        Permission.AUDIT_READ,
                        Permission.TENANT_CONFIGURE,
                        Permission.TENANTS_MANAGE),
                Arrays.stream(Permission.values())
                        .filter(Permission::isPrivileged)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class))));
    }
}
