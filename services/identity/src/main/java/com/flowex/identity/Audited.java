package com.flowex.identity;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the audit log keeps of things: nothing secret, and nothing by which a person is named but their number. */
final class Audited {

    private Audited() {}

    record Person(List<String> roles, String status) {}

    static Person of(User user) {
        return new Person(user.roleLabels(), user.status().name().toLowerCase(Locale.ROOT));
    }

    record Key(
            String algorithm,
            List<String> permissions,
            List<String> ipAllowList,
            @Nullable Instant expiresAt) {
        Key(ApiKeyRoutes.Shown shown) {
            this(shown.algorithm(), shown.permissions(), shown.ipAllowList(), shown.expiresAt());
        }
    }

    record Asked(String userId, String role, String status) {}

    static Asked of(RoleRequestsTable.RoleRequest request) {
        return new Asked(Long.toString(request.userId()), request.role().label(), request.status());
    }
}
