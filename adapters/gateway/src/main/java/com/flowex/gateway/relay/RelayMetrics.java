package com.flowex.gateway.relay;

import com.flowex.gateway.route.RelayRoute;
import com.flowex.gateway.upstream.UpstreamGroup;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Metrics of the gateway. */
public final class RelayMetrics {

    private static final int HUNDRED = 100;

    private final MeterRegistry registry;
    private final Map<String, Timer> calls = new ConcurrentHashMap<>();
    private final AtomicInteger sockets = new AtomicInteger();

    public RelayMetrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("gateway.sockets", sockets, AtomicInteger::get)
                .description("WebSockets that are relayed now")
                .register(registry);
    }

    /** Registers the counters of a route: one that appeared with its first event would hide that event from rates. */
    public void watch(RelayRoute route) {
        retries(route);
        refusedRetries(route);
        staleAnswers(route);
        cutAnswers(route);
        RelayRefusal.OF_ROUTES.forEach(why -> refusals(route.prefix(), why));
    }

    /** Registers the number of a group's upstreams, and the number that get calls. */
    public void watch(UpstreamGroup group) {
        Gauge.builder("gateway.upstreams", group, each -> each.members().size())
                .description("Upstreams that are known")
                .tag("group", group.name())
                .register(registry);
        Gauge.builder("gateway.upstreams.in", group, each -> each.members().stream()
                        .filter(upstream -> upstream.isIn() && !upstream.isBreakerOpen())
                        .count())
                .description("Upstreams that get calls")
                .tag("group", group.name())
                .register(registry);
    }

    void answered(RelayRoute route, int status, long nanos) {
        calls.computeIfAbsent(route.prefix() + " " + status / HUNDRED, _ -> Timer.builder("gateway.calls")
                        .description("Calls that were relayed, from their head to their answer's end")
                        .tag("route", route.prefix())
                        .tag("status", status / HUNDRED + "xx")
                        .register(registry))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    void retried(RelayRoute route) {
        retries(route).increment();
    }

    private Counter retries(RelayRoute route) {
        return ofRoute("gateway.retries", "Calls that were tried again elsewhere", route);
    }

    void budgetSpent(RelayRoute route) {
        refusedRetries(route).increment();
    }

    private Counter refusedRetries(RelayRoute route) {
        return ofRoute("gateway.retries.refused", "Calls that were not tried again because too many were", route);
    }

    /**
     * Counts a refused call.
     *
     * @param route prefix of the route; "none" if no route was found
     */
    void refused(String route, RelayRefusal refusal) {
        refusals(route, refusal.word()).increment();
    }

    private Counter refusals(String route, String why) {
        return Counter.builder("gateway.refused")
                .description("Calls that the gateway answered itself")
                .tag("route", route)
                .tag("why", why)
                .register(registry);
    }

    private Counter ofRoute(String name, String description, RelayRoute route) {
        return Counter.builder(name)
                .description(description)
                .tag("route", route.prefix())
                .register(registry);
    }

    void stale(RelayRoute route) {
        staleAnswers(route).increment();
    }

    private Counter staleAnswers(RelayRoute route) {
        return ofRoute(
                "gateway.stale", "Calls that got an earlier answer, marked as old, because nobody served them", route);
    }

    void cutOff(RelayRoute route) {
        cutAnswers(route).increment();
    }

    private Counter cutAnswers(RelayRoute route) {
        return ofRoute("gateway.cut_off", "Answers that ended in their middle", route);
    }

    void socketOpened() {
        sockets.incrementAndGet();
    }

    void socketEnded() {
        sockets.decrementAndGet();
    }
}
