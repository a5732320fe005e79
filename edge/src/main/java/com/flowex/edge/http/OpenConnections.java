package com.flowex.edge.http;

import com.flowex.edge.limits.RateLimits;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many connections each address has open, so that none takes those of all others by saying nothing on them. Proxies that
 * are trusted speak for many, and are not counted.
 */
final class OpenConnections {

    private final Map<String, Integer> openFrom = new ConcurrentHashMap<>();
    private final ClientAddress addresses;
    private final int perAddress;

    OpenConnections(ClientAddress addresses, int perAddress) {
        this.addresses = addresses;
        this.perAddress = perAddress;
    }

    /** The same, with a figure of them. */
    static OpenConnections counted(ClientAddress addresses, int perAddress, MeterRegistry meters) {
        OpenConnections connections = new OpenConnections(addresses, perAddress);
        Gauge.builder("http.connections", connections, OpenConnections::all)
                .description("Open connections, but for those of trusted proxies")
                .register(meters);
        return connections;
    }

    private long all() {
        return openFrom.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** Takes one, to be given back by {@link #close}; false if this address has enough, and then nothing is to be given back. */
    boolean open(InetAddress peer) {
        if (addresses.isTrusted(peer)) {
            return true;
        }
        if (openFrom.merge(RateLimits.network(peer), 1, Integer::sum) <= perAddress) {
            return true;
        }
        close(peer);
        return false;
    }

    void close(InetAddress peer) {
        if (!addresses.isTrusted(peer)) {
            openFrom.computeIfPresent(RateLimits.network(peer), (_, count) -> count > 1 ? count - 1 : null);
        }
    }
}
