package com.flowex.identity.store.restriction;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Requested restriction of a user.
 *
 * @param endsAt end of the restriction; null if it must be lifted
 */
public record RestrictionRequest(
        RestrictionKind kind, String reason, @Nullable Instant endsAt) {}
