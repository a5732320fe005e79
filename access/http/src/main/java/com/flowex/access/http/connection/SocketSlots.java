package com.flowex.access.http.connection;

import com.flowex.access.ratelimit.RateLimits;
import com.flowex.access.ratelimit.SocketSettings;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Slots for WebSockets, in all and for each address. */
public final class SocketSlots {

    private final SocketSettings settings;
    private final AtomicInteger taken = new AtomicInteger();
    private final Map<String, Integer> takenFrom = new ConcurrentHashMap<>();

    public SocketSlots(SocketSettings settings) {
        this.settings = settings;
    }

    /**
     * Takes a slot; call {@link #leave} at its end.
     *
     * @param limited true if the limit per address applies
     * @throws Refusal 429 if this address has used its slots, 503 if all slots are used
     */
    public void take(InetAddress from, boolean limited) {
        if (taken.incrementAndGet() > settings.all()) {
            taken.decrementAndGet();
            throw Refusal.overloaded();
        }
        String network = RateLimits.network(from);
        if (takenFrom.merge(network, 1, Integer::sum) > settings.perAddress() && limited) {
            leave(from);
            throw Refusal.forNow(
                    RefusalCode.RATE_LIMITED,
                    "this address may have " + settings.perAddress() + " WebSockets open at once",
                    60);
        }
    }

    public void leave(InetAddress from) {
        taken.decrementAndGet();
        takenFrom.computeIfPresent(RateLimits.network(from), (_, count) -> count > 1 ? count - 1 : null);
    }
}
