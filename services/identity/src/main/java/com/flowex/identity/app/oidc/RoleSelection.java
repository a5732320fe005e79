package com.flowex.identity.app.oidc;

import com.flowex.access.auth.Role;
import com.flowex.identity.store.oidc.OidcIdentity;
import com.flowex.identity.store.oidc.OidcProvider.RoleRule;
import com.flowex.identity.store.user.User;
import java.util.EnumSet;
import java.util.HashSet;
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

    /**
     * Returns a user with the roles that the groups of a log-in and those that the provider keeps here select together.
     *
     * @param identity identity of the user with the roles granted here
     * @param atLogIn groups of the log-in
     * @param kept names, and ids at the provider, of the groups kept here of which the user is a member
     */
    public static User selected(
            User user, OidcIdentity identity, Set<String> atLogIn, Set<String> kept, List<RoleRule> rules) {
        Set<String> groups = new HashSet<>(atLogIn);
        groups.addAll(kept);
        Set<Role> roles = select(identity.granted(), groups, rules);
        return user.changed(user.firstName(), user.lastName(), roles, user.status());
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
        return granted.stream().anyMatch(each -> each.covers(role));
    }
}
