package com.flowex.identity.app.session;

import com.flowex.access.auth.Permission;
import com.flowex.access.auth.Role;
import com.flowex.identity.store.oidc.OidcIdentitiesTable;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.User;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.logging.DedicatedLoggers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Log-ins by password or passkey where a tenant has an identity provider. A user who is bound to an identity there has
 * no other way in. An administrator who is not bound is the break-glass one: each such log-in raises an alarm.
 */
public final class LocalLogins {

    private final Counter alarms;

    public LocalLogins(MeterRegistry registry) {
        this.alarms = Counter.builder("flowex.staff.local.logins")
                .description("Log-ins of administrators that passed by their tenant's identity provider")
                .register(registry);
    }

    /**
     * Requires that the user may log in without the tenant's provider, and raises the alarm for an administrator.
     *
     * @throws Refusal {@code provider_login_required} if the user is bound to an identity
     */
    void require(Transaction holding, User user, Device device) {
        switch (OidcIdentitiesTable.wayOf(holding, user)) {
            case NO_PROVIDER -> {}
            case LOCAL -> {
                if (Role.permissions(user.roles(), true).stream().anyMatch(Permission::isPrivileged)) {
                    alarm(user, device);
                }
            }
            case PROVIDER ->
                throw new Refusal(
                        RefusalCode.PROVIDER_LOGIN_REQUIRED,
                        "you log in by your organization's identity provider, and not by password or passkey");
        }
    }

    private void alarm(User user, Device device) {
        alarms.increment();
        DedicatedLoggers.SECURITY
                .atWarn()
                .addKeyValue("event.kind", "alert")
                .addKeyValue("event.category", "authentication")
                .addKeyValue("event.action", "local log-in of staff")
                .addKeyValue("source.address", device.address())
                .log(
                        "administrator {} of tenant {} logged in without the identity provider: confirm it with them",
                        user.id(),
                        user.tenant());
    }
}
