package com.flowex.identity;

import com.flowex.access.auth.Role;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The result of changes of a user, one after the other: a race must end in it. */
record UserModel(
        String status,
        Set<Role> roles,
        String firstName,
        String password,
        boolean ownSession,
        boolean otherSession,
        boolean begunSession,
        boolean firstKey,
        boolean secondKey) {

    static final String PASSWORD_RESET = "ResetBetter456?";
    static final String PASSWORD_CHANGED = "ChangedBetter456?";

    /** Changes of a user's access. */
    enum Change {
        SUSPEND,
        REOPEN,
        CLOSE,
        ADD_ROLE,
        REVOKE_ROLE,
        APPROVE_ROLE,
        RENAME,
        RESET_PASSWORD,
        CHANGE_PASSWORD,
        END_SESSIONS,
        LOG_IN,
        MAKE_KEY,
        REMOVE_KEY
    }

    UserModel {
        roles = Set.copyOf(roles);
    }

    /** Everything that these changes, all of which succeeded, can come to, one after the other in whatever order. */
    static Set<UserModel> outcomes(UserModel before, List<Change> changes) {
        if (changes.isEmpty()) {
            return Set.of(before);
        }
        Set<UserModel> all = new HashSet<>();
        for (int i = 0; i < changes.size(); i++) {
            List<Change> rest = new java.util.ArrayList<>(changes);
            Change first = rest.remove(i);
            before.after(first).ifPresent(next -> all.addAll(outcomes(next, rest)));
        }
        return all;
    }

    /** Empty if it cannot succeed. */
    private Optional<UserModel> after(Change change) {
        return switch (change) {
            case SUSPEND -> Optional.of(in("suspended"));
            case REOPEN -> Optional.of(in("active"));
            case CLOSE -> Optional.of(in("closed"));
            case ADD_ROLE -> Optional.of(with(EnumSet.of(Role.USER, Role.ANALYST, Role.TRADER)));
            case REVOKE_ROLE -> Optional.of(with(EnumSet.of(Role.USER)));
            case APPROVE_ROLE -> {
                Set<Role> more = EnumSet.copyOf(roles);
                more.add(Role.VIEWER);
                yield Optional.of(with(more).without());
            }
            case RENAME ->
                Optional.of(new UserModel(
                        status, roles, "After", password, ownSession, otherSession, begunSession, firstKey, secondKey));
            case RESET_PASSWORD ->
                status.equals("closed")
                        ? Optional.empty()
                        : Optional.of(called(PASSWORD_RESET).without());
            case CHANGE_PASSWORD ->
                isOld() ? Optional.of(called(PASSWORD_CHANGED).sessions(ownSession, false, false)) : Optional.empty();
            case END_SESSIONS -> Optional.of(sessions(ownSession, false, false));
            case LOG_IN ->
                isOld() && status.equals("active")
                        ? Optional.of(sessions(ownSession, otherSession, true))
                        : Optional.empty();
            case MAKE_KEY ->
                status.equals("active")
                        ? Optional.of(new UserModel(
                                status,
                                roles,
                                firstName,
                                password,
                                ownSession,
                                otherSession,
                                begunSession,
                                firstKey,
                                true))
                        : Optional.empty();
            case REMOVE_KEY ->
                firstKey
                        ? Optional.of(new UserModel(
                                status,
                                roles,
                                firstName,
                                password,
                                ownSession,
                                otherSession,
                                begunSession,
                                false,
                                secondKey))
                        : Optional.empty();
        };
    }

    private boolean isOld() {
        return password.equals(IdentityWorld.PASSWORD);
    }

    private UserModel in(String other) {
        UserModel now = new UserModel(
                other, roles, firstName, password, ownSession, otherSession, begunSession, firstKey, secondKey);
        return other.equals(status) ? now : now.without();
    }

    private UserModel with(Set<Role> other) {
        UserModel now = new UserModel(
                status, other, firstName, password, ownSession, otherSession, begunSession, firstKey, secondKey);
        return other.equals(roles) ? now : now.without();
    }

    private UserModel called(String other) {
        return new UserModel(
                status, roles, firstName, other, ownSession, otherSession, begunSession, firstKey, secondKey);
    }

    private UserModel without() {
        return sessions(false, false, false);
    }

    private UserModel sessions(boolean own, boolean another, boolean started) {
        return new UserModel(status, roles, firstName, password, own, another, started, firstKey, secondKey);
    }
}
