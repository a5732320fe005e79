package com.flowex.identity.store.oidc;

import com.flowex.access.auth.Role;
import java.time.Instant;
import java.util.Optional;

/**
 * Token by which a tenant's identity provider provisions its staff.
 *
 * @param provider number of the provider for which it was made; 0 for one that is not good
 * @param issuer issuer of the provider for which it was made
 * @param role role that people whom it creates have at most
 * @param madeBy number of the administrator who made it
 * @param lastUsedAt time of the last use, to the minute
 */
public record ScimToken(
        int tenant,
        long id,
        long provider,
        String name,
        String issuer,
        Role role,
        long madeBy,
        Instant madeAt,
        Instant expiresAt,
        Optional<Instant> lastUsedAt) {}
