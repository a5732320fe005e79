package com.flowex.identity.app.apikey;

import com.flowex.access.auth.Permission;
import com.flowex.access.auth.Role;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.errors.Refusal;
import java.time.InstantSource;
import java.util.Optional;

/** Right of users and API keys to withdraw. It is read from the database, for the step that cannot be undone. */
public final class WithdrawalRights {

    private final ApiKeyDirectory keys;
    private final UsersTable users;
    private final boolean mustBeVerified;
    private final InstantSource clock;

    public WithdrawalRights(ApiKeyDirectory keys, UsersTable users, boolean mustBeVerified, InstantSource clock) {
        this.keys = keys;
        this.users = users;
        this.mustBeVerified = mustBeVerified;
        this.clock = clock;
    }

    /**
     * Requires that the user, and the API key that requested a payment, may still withdraw.
     *
     * @param apiKey id of the key; empty if it was requested in a session
     * @throws Refusal {@code forbidden}
     */
    public void require(int tenant, long userId, Optional<String> apiKey) {
        if (apiKey.isEmpty()) {
            if (!userMay(tenant, userId)) {
                throw Refusal.forbidden("the user who requested it may no longer withdraw");
            }
        } else if (!keyMay(tenant, apiKey.get())) {
            throw Refusal.forbidden(
                    "the API key that requested it was deleted, has expired, lost its right to withdraw, or"
                            + " waits for its owner's confirmation");
        }
    }

    private boolean userMay(int tenant, long userId) {
        return users.byId(tenant, userId)
                .filter(user -> Role.permissions(user.roles(), user.emailVerified() || !mustBeVerified)
                        .contains(Permission.WITHDRAW))
                .isPresent();
    }

    private boolean keyMay(int tenant, String id) {
        return keys.current(tenant, id)
                .filter(key -> !key.hasExpired(clock.instant()))
                .filter(key -> key.caller().may(Permission.WITHDRAW))
                .isPresent();
    }
}
