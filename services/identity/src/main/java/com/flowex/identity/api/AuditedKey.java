package com.flowex.identity.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Part of an API key that the audit log keeps: no secret. */
record AuditedKey(
        String algorithm,
        List<String> permissions,
        List<String> ipAllowList,
        @Nullable Instant expiresAt) {

    AuditedKey(ApiKeyRoutes.Shown shown) {
        this(shown.algorithm(), shown.permissions(), shown.ipAllowList(), shown.expiresAt());
    }
}
