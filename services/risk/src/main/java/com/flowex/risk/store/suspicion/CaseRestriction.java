package com.flowex.risk.store.suspicion;

import org.jspecify.annotations.Nullable;

/**
 * Restriction that a confirmed case puts on a user.
 *
 * @param account one of the case's accounts; its owner is restricted
 * @param kind name of the kind in identity
 * @param endsAt ISO-8601; null means until an administrator lifts it
 */
public record CaseRestriction(
        long account, String kind, @Nullable String endsAt) {}
