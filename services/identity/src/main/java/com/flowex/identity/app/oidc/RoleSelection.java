package com.flowex.identity.app.oidc;

import com.flowex.access.auth.Role;
import com.flowex.identity.store.oidc.OidcProvider.RoleRule;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Selection of a user's roles by the groups of a log-in. Groups choose among the roles that administrators here granted,
 * or roles that permit less; they add nothing.
 */
public final class RoleSelection {

    private RoleSelection() {}

    /**
     * Returns the roles of a log-in. Without rules they are those granted. The account of a customer stays one. Staff
     * whose groups give no role may only look.
     *
     * @param granted roles granted here, the cap
     */
    public static Set<Role> select(Set<Role> granted, Set<String> groups, List<RoleRule> rules) {
        if (rules.isEmpty()) {
            return granted;
        }
        EnumSet<Role> selected = EnumSet.noneOf(Role.class);
        if (granted.contains(Role.USER)) {
            selected.add(Role.USER);
        }
        for (RoleRule rule : rules) {
            if (groups.contains(rule.group()) && isCovered(rule.role(), granted)) {
                selected.add(rule.role());
            }
        }
        if (selected.isEmpty() && isCovered(Role.VIEWER, granted)) {
            selected.add(Role.VIEWER);
        }
        return Set.copyOf(selected);
    }

    /** Returns those groups that rules name, in order. */
    public static List<String> ruled(Set<String> groups, List<RoleRule> rules) {
        return rules.stream()
                .map(RoleRule::group)
                .filter(groups::contains)
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean isCovered(Role role, Set<Role> granted) {
        return granted.contains(role)
                || role != Role.USER
                        && granted.stream().anyMatch(each -> each != Role.USER && role.compareTo(each) < 0);
    }
}
