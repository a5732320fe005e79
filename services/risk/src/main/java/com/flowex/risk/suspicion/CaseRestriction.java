package com.flowex.risk.suspicion;

import org.jspecify.annotations.Nullable;

/**
 * What a confirmation restricts somebody to.
 *
 * @param account one of the case's, whose owner it is of
 * @param kind as identity names it
 * @param endsAt ISO-8601; null: until somebody lifts it
 */
public record CaseRestriction(
        long account, String kind, @Nullable String endsAt) {}
