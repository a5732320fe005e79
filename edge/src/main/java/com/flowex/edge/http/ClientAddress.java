package com.flowex.edge.http;

import com.flowex.ground.settings.AddressRange;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a request really comes from. What a gateway signed goes before all else. {@code X-Forwarded-For} is believed only as far as trusted proxies wrote it: from
 * its end up to the first address that is not one of theirs. Anybody can write what stands before.
 */
public final class ClientAddress {

    private final List<AddressRange> trusted;

    private final Optional<Vouchers> vouchers;

    public ClientAddress(List<AddressRange> trusted) {
        this(trusted, Optional.empty());
    }

    ClientAddress(List<AddressRange> trusted, Optional<Vouchers> vouchers) {
        this.trusted = List.copyOf(trusted);
        this.vouchers = vouchers;
    }

    /**
     * Of one request; to be asked once, because a gateway's word is good once.
     *
     * @param target path and query as sent
     */
    InetAddress of(InetAddress peer, Headers headers, String method, String target) {
        return vouchers.flatMap(judge -> judge.addressOf(headers, method, target))
                .orElseGet(() -> of(peer, headers));
    }

    /** As far as proxies say. */
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

    /** Whether it is a proxy's that is believed. */
    boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }

    /** An address with or without a port; null if it is none: names are not looked up. */
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
