package com.flowex.identity.app.staff;

import com.flowex.identity.app.password.PasswordHasher;
import com.flowex.identity.app.restriction.Restrictions;
import com.flowex.identity.app.session.Sessions;
import com.flowex.identity.app.staff.InitialUsersSettings.Published;
import com.flowex.identity.store.user.EmailAddress;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.settings.StartupException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Check for demo users with publicly known passwords in a directory that was once used for trials. Production does not
 * start with them, or closes them if the settings say so.
 */
public final class DemoUserCheck {

    private static final Logger LOG = LoggerFactory.getLogger(DemoUserCheck.class);

    private final UsersTable users;
    private final PasswordHasher passwords;
    private final Sessions sessions;
    private final Restrictions restrictions;

    public DemoUserCheck(UsersTable users, PasswordHasher passwords, Sessions sessions, Restrictions restrictions) {
        this.users = users;
        this.passwords = passwords;
        this.sessions = sessions;
        this.restrictions = restrictions;
    }

    /** @throws StartupException if there are any and the settings do not allow to close them */
    public void endOrRefuse(Published published) {
        List<User> found = DemoUsers.DEMOS.stream()
                .flatMap(demo -> withPassword(demo).stream())
                .toList();
        if (found.isEmpty()) {
            return;
        }
        String names = String.join(" and ", found.stream().map(User::email).toList());
        if (published == Published.REFUSE) {
            throw new StartupException(
                    names + " can log in here with a published password: start once with"
                            + " FLOWEX_PUBLISHED_USERS=close, which closes them, or with FLOWEX_PROFILE=staging and give them others");
        }
        found.forEach(this::close);
        LOG.warn("{} had a published password and was closed, as FLOWEX_PUBLISHED_USERS demands", names);
    }

    private Optional<User> withPassword(DemoUsers.DemoUser demo) {
        return EmailAddress.parse(demo.email())
                .flatMap(email -> users.byEmail(DemoUsers.TENANT, email))
                .filter(user -> user.status() != User.Status.CLOSED)
                .filter(user -> passwords.matches(user.tenant(), demo.password(), user.passwordHash()));
    }

    private void close(User user) {
        String unusedHash = passwords.unusedHash();
        List<UUID> ended = users.holding(user.tenant(), user.id(), (holding, now) -> {
                    restrictions.stand(
                            holding,
                            now,
                            now.changed(now.firstName(), now.lastName(), now.roles(), User.Status.CLOSED),
                            0);
                    UsersTable.password(holding, now, unusedHash);
                    return sessions.endAll(holding, now, Optional.empty());
                })
                .orElse(List.of());
        sessions.ended(ended);
    }
}
