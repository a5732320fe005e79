package com.flowex.access.auth;

import com.flowex.platform.settings.AddressRange;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * API key with all that is needed to check requests against it.
 *
 * @param caller the key's owner, with the part of their permissions that the key was given
 * @param signature verifies the owner's signatures
 * @param addresses addresses from which it may be used; empty for any
 * @param expiresAt {@link Instant#MAX} if never
 * @param createdAt time of its creation
 */
public record ApiKey(
        String id,
        Caller caller,
        KeySignature signature,
        List<AddressRange> addresses,
        Instant expiresAt,
        Instant createdAt) {

    public ApiKey {
        addresses = List.copyOf(addresses);
    }

    /** Returns the same key with only one of its permissions. */
    public ApiKey only(Permission permission) {
        Caller less =
                new Caller(caller.userId(), caller.account(), caller.roles(), Set.of(permission), caller.credential());
        return new ApiKey(id, less, signature, addresses, expiresAt, createdAt);
    }

    /** Returns whether the key may be used from an address at a time. */
    public boolean isUsable(InetAddress from, Instant now) {
        return !hasExpired(now) && (addresses.isEmpty() || addresses.stream().anyMatch(range -> range.contains(from)));
    }

    public boolean hasExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
