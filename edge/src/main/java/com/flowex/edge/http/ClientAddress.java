package com.flowex.edge.http;

import com.flowex.ground.settings.AddressRange;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a request really comes from. {@code X-Forwarded-For} is believed only as far as trusted proxies wrote it: from
 * its end up to the first address that is not one of theirs. Anybody can write what stands before.
 */
final class ClientAddress {

    private final List<AddressRange> trusted;

    ClientAddress(List<AddressRange> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    InetAddress of(InetAddress peer, Headers headers) {
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

    /** Whether it is a proxy's that is believed. */
    boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }

    /** An address with or without a port; null if it is none: names are not looked up. */
    private static @Nullable InetAddress parsed(String hop) {
        try {
            int bracket = hop.indexOf(']');
            if (hop.startsWith("[") && bracket > 0) {
                return InetAddress.ofLiteral(hop.substring(1, bracket));
            }
            int colon = hop.indexOf(':');
            boolean port = colon > 0 && colon == hop.lastIndexOf(':');
            return InetAddress.ofLiteral(port ? hop.substring(0, colon) : hop);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
