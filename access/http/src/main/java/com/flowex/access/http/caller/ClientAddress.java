package com.flowex.access.http.caller;

import com.flowex.platform.settings.AddressRange;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Real address of a request's sender. The signed address of a gateway comes first. {@code X-Forwarded-For} is trusted
 * only as far as trusted proxies wrote it: from its end up to the first address that is not theirs. Any client can
 * write the part before.
 */
public final class ClientAddress {

    private final List<AddressRange> trusted;

    private final Optional<RelayTokenVerifier> verifier;

    public ClientAddress(List<AddressRange> trusted) {
        this(trusted, Optional.empty());
    }

    public ClientAddress(List<AddressRange> trusted, Optional<RelayTokenVerifier> verifier) {
        this.trusted = List.copyOf(trusted);
        this.verifier = verifier;
    }

    /**
     * Returns the address of one request's sender. Call it once, because a gateway's token is valid once.
     *
     * @param target path and query as sent
     */
    public InetAddress of(InetAddress peer, Headers headers, String method, String target) {
        return verifier.flatMap(judge -> judge.addressOf(headers, method, target))
                .orElseGet(() -> of(peer, headers));
    }

    /** Returns the address according to the trusted proxies. */
    public InetAddress of(InetAddress peer, Headers headers) {
        if (trusted.isEmpty() || !headers.contains(HeaderNames.X_FORWARDED_FOR) || !isTrusted(peer)) {
            return peer;
        }
        List<String> hops = List.of(
                String.join(",", headers.get(HeaderNames.X_FORWARDED_FOR).allValues())
                        .split(",", -1));
        InetAddress nearest = peer;
        for (String hop : hops.reversed()) {
            @Nullable InetAddress address = parsed(hop.strip());
            if (address == null) {
                return nearest;
            }
            nearest = address;
            if (!isTrusted(address)) {
                return address;
            }
        }
        return nearest;
    }

    /** Returns true if the address is a trusted proxy's. */
    public boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }

    /** Parses an address with or without a port; null if it is none. It resolves no names. */
    private static @Nullable InetAddress parsed(String hop) {
        try {
            int bracket = hop.indexOf(']');
            if (hop.startsWith("[") && bracket > 0) {
                return AddressRange.address(hop.substring(1, bracket));
            }
            int colon = hop.indexOf(':');
            boolean port = colon > 0 && colon == hop.lastIndexOf(':');
            return AddressRange.address(port ? hop.substring(0, colon) : hop);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
