package com.flowex.identity.store.oidc;

import com.flowex.access.auth.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Identity at a provider that is bound to a user.
 *
 * @param granted roles that administrators here granted; a provider's groups select among them
 * @param groupsAtLogIn groups of the last log-in that rules of the provider name
 * @param loggedOut time of issue of the newest log-out token, in seconds since 1970; 0 if there was none
 * @param deprovisioned true if the provider has ended the user's access here
 */
public record OidcIdentity(
        long userId,
        String issuer,
        String subject,
        Set<Role> granted,
        Set<String> groupsAtLogIn,
        long loggedOut,
        boolean deprovisioned,
        Instant boundAt,
        Optional<Instant> lastUsedAt) {

    public OidcIdentity {
        granted = Set.copyOf(granted);
        groupsAtLogIn = Set.copyOf(groupsAtLogIn);
    }
}
