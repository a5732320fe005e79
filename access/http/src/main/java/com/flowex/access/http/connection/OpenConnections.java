package com.flowex.access.http.connection;

import com.flowex.access.http.caller.ClientAddress;
import com.flowex.access.ratelimit.RateLimits;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Number of open connections by address, with a limit, so that no client takes all connections by staying silent on
 * them. Trusted proxies stand for many clients and are not counted.
 */
public final class OpenConnections {

    private final Map<String, Integer> openFrom = new ConcurrentHashMap<>();
    private final ClientAddress addresses;
    private final int perAddress;

    OpenConnections(ClientAddress addresses, int perAddress) {
        this.addresses = addresses;
        this.perAddress = perAddress;
    }

    /** Creates a counter with a metric. */
    public static OpenConnections counted(ClientAddress addresses, int perAddress, MeterRegistry meters) {
        OpenConnections connections = new OpenConnections(addresses, perAddress);
        Gauge.builder("flowex.http.connections", connections, OpenConnections::all)
                .description("Open connections, except those of trusted proxies")
                .register(meters);
        return connections;
    }

    private long all() {
        return openFrom.values().stream().mapToLong(Integer::longValue).sum();
    }

    /**
     * Counts a connection; call {@link #close} at its end. Returns false if this address has its limit, and then
     * nothing was counted.
     */
    public boolean open(InetAddress peer) {
        if (addresses.isTrusted(peer)) {
            return true;
        }
        if (openFrom.merge(RateLimits.network(peer), 1, Integer::sum) <= perAddress) {
            return true;
        }
        close(peer);
        return false;
    }

    public void close(InetAddress peer) {
        if (!addresses.isTrusted(peer)) {
            openFrom.computeIfPresent(RateLimits.network(peer), (_, count) -> count > 1 ? count - 1 : null);
        }
    }
}
