package com.flowex.identity;

import com.flowex.platform.access.Caller;
import com.flowex.platform.access.Permission;
import com.flowex.platform.access.Role;
import com.flowex.platform.http.ProblemException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who may change whom. Nobody grants what they do not have, nobody touches somebody who may do more, nobody changes their
 * own roles; and one's own rank takes a second person: it is asked for, and somebody else decides.
 */
final class Staff {

    private final UsersTable users;
    private final RoleRequestsTable requests;
    private final Sessions sessions;

    Staff(UsersTable users, RoleRequestsTable requests, Sessions sessions) {
        this.users = users;
        this.requests = requests;
        this.sessions = sessions;
    }

    User require(int tenant, long id) {
        return users.byId(tenant, id).orElseThrow(() -> ProblemException.notFound("there is no user " + id));
    }

    /** Roles that this caller may give alone: each permits less than the caller has. */
    void requireMayGive(Caller caller, Collection<Role> roles) {
        for (Role role : roles) {
            Set<Permission> given = role.permissions();
            if (!caller.permissions().containsAll(given)) {
                throw ProblemException.forbidden("nobody can grant what they do not have: " + role.label());
            }
            if (isPrivileged(role) && given.equals(caller.permissions())) {
                throw ProblemException.forbidden("the role " + role.label() + " takes a second person: ask for it by"
                        + " POST /api/v1/role-requests");
            }
        }
    }

    /** Saves changed names, roles or status; sessions end when what the user may do has changed. */
    User change(Caller caller, User before, User after) {
        boolean access = !before.roles().equals(after.roles()) || before.status() != after.status();
        if (access && caller.userId() == before.id()) {
            throw ProblemException.forbidden("nobody changes their own roles or status");
        }
        requireMayTouch(caller, before);
        Set<Role> added = EnumSet.noneOf(Role.class);
        added.addAll(after.roles());
        added.removeAll(before.roles());
        requireMayGive(caller, added);
        users.update(after);
        if (access) {
            sessions.endAll(after.tenant(), after.id(), Optional.empty());
        }
        return require(after.tenant(), after.id());
    }

    private static void requireMayTouch(Caller caller, User user) {
        if (!caller.permissions().containsAll(Role.permissions(user.roles(), true))) {
            throw ProblemException.forbidden("this user may do more than you");
        }
    }

    RoleRequestsTable.RoleRequest ask(Caller caller, long userId, Role role, String reason) {
        User user = require(caller.tenant(), userId);
        requireMayTouch(caller, user);
        if (!caller.permissions().containsAll(role.permissions())) {
            throw ProblemException.forbidden("nobody can grant what they do not have: " + role.label());
        }
        return requests.insert(caller.tenant(), userId, role, reason, caller.userId());
    }

    RoleRequestsTable.RoleRequest decide(Caller caller, long id, boolean approve) {
        RoleRequestsTable.RoleRequest request = requests.byId(caller.tenant(), id)
                .orElseThrow(() -> ProblemException.notFound("there is no role request " + id));
        if (request.requestedBy() == caller.userId() || request.userId() == caller.userId()) {
            throw ProblemException.forbidden("nobody decides their own request");
        }
        if (!caller.permissions().containsAll(request.role().permissions())) {
            throw ProblemException.forbidden(
                    "nobody can grant what they do not have: " + request.role().label());
        }
        RoleRequestsTable.RoleRequest decided = requests.decide(caller.tenant(), id, approve, caller.userId())
                .orElseThrow(() -> new ProblemException(409, "already_decided", "this request is decided already"));
        if (approve) {
            sessions.endAll(caller.tenant(), decided.userId(), Optional.empty());
        }
        return decided;
    }

    private static boolean isPrivileged(Role role) {
        return role.permissions().stream().anyMatch(Permission::isPrivileged);
    }
}
