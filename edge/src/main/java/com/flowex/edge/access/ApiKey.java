package com.flowex.edge.access;

import com.flowex.ground.settings.AddressRange;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * An API key as requests are checked against it.
 *
 * @param caller the key's owner with the part of their permissions that the key was given
 * @param signature proves a request to be the owner's
 * @param addresses from where it may be used; empty: from anywhere
 * @param expiresAt {@link Instant#MAX} if never
 * @param createdAt the time at which its owner made it
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

    /** The same key with one of its rights alone. */
    public ApiKey only(Permission permission) {
        Caller less =
                new Caller(caller.userId(), caller.account(), caller.roles(), Set.of(permission), caller.credential());
        return new ApiKey(id, less, signature, addresses, expiresAt, createdAt);
    }

    public boolean permits(InetAddress from) {
        return addresses.isEmpty() || addresses.stream().anyMatch(range -> range.contains(from));
    }
}
