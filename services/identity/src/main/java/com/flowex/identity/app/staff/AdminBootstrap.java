package com.flowex.identity.app.staff;

import com.flowex.access.auth.Role;
import com.flowex.identity.app.session.IdentityComponents;
import com.flowex.identity.store.user.EmailAddress;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.settings.StartupException;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creation of the first super admin if none is active, because only an administrator can give others access. */
public final class AdminBootstrap {

    private static final Logger LOG = LoggerFactory.getLogger(AdminBootstrap.class);
    private static final int TENANT = 1;

    private final IdentityComponents parts;
    private final InitialUsersSettings settings;
    private final boolean isRequired;

    /** @param isRequired true if an exchange without a super admin must not start */
    public AdminBootstrap(IdentityComponents parts, InitialUsersSettings settings, boolean isRequired) {
        this.parts = parts;
        this.settings = settings;
        this.isRequired = isRequired;
    }

    /**
     * @throws StartupException if the address or the password is not acceptable, or there is no super admin where one
     *     is required
     */
    public void ensure() {
        if (settings.adminEmail().isEmpty()) {
            if (isRequired && !parts.users().anyWith(TENANT, Role.SUPER_ADMIN)) {
                throw new StartupException(
                        "no super admin is active, and FLOWEX_ADMIN_EMAIL names none: in production set it and"
                                + " FLOWEX_ADMIN_PASSWORD, or this exchange has no administrator");
            }
            return;
        }
        EmailAddress email = EmailAddress.parse(settings.adminEmail())
                .orElseThrow(() -> new StartupException("FLOWEX_ADMIN_EMAIL must be an e-mail address"));
        if (parts.users().anyWith(TENANT, Role.SUPER_ADMIN)) {
            sayIfIgnored(email);
            return;
        }
        parts.passwords()
                .brokenBy(settings.adminPassword(), List.of(email.value()))
                .ifPresent(rule -> {
                    throw new StartupException("FLOWEX_ADMIN_PASSWORD must be " + rule);
                });
        String hash = parts.passwords().hash(TENANT, settings.adminPassword());
        parts.users()
                .claims()
                .vouch(new UsersTable.NewUser(
                        TENANT, email, hash, "First", "Admin", Set.of(Role.TRADER, Role.ADMIN, Role.SUPER_ADMIN)));
        User user = parts.users()
                .byEmail(TENANT, email)
                .filter(made -> made.roles().contains(Role.SUPER_ADMIN))
                .orElseThrow(() ->
                        new StartupException("FLOWEX_ADMIN_EMAIL is the address of a user already: choose another"));
        parts.users().emailVerified(user);
    }

    /**
     * Logs a warning if the configured address is ignored: no admin is created where there is an active super admin.
     */
    private void sayIfIgnored(EmailAddress email) {
        boolean isOne = parts.users()
                .byEmail(TENANT, email)
                .filter(user -> user.isActive() && user.roles().contains(Role.SUPER_ADMIN))
                .isPresent();
        if (!isOne) {
            LOG.warn("FLOWEX_ADMIN_EMAIL is not used: an active super admin exists, who can create another");
        }
    }
}
