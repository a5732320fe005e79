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
        Gauge.builder("flowex.gateway.websockets", sockets, AtomicInteger::get)
                .description("Relayed WebSockets")
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
        Gauge.builder("flowex.gateway.upstreams", group, each -> each.members().size())
                .description("Known upstreams")
                .tag("group", group.name())
                .register(registry);
        Gauge.builder("flowex.gateway.upstreams.healthy", group, each -> each.members().stream()
                        .filter(upstream -> upstream.isIn() && !upstream.isBreakerOpen())
                        .count())
                .description("Upstreams that get requests")
                .tag("group", group.name())
                .register(registry);
    }

    void answered(RelayRoute route, int status, long nanos) {
        calls.computeIfAbsent(route.prefix() + " " + status / HUNDRED, _ -> Timer.builder("flowex.gateway.requests")
                        .description("Duration of relayed requests, from their headers to the end of the response")
                        .tag("route", route.prefix())
                        .tag("status", status / HUNDRED + "xx")
                        .register(registry))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    void retried(RelayRoute route) {
        retries(route).increment();
    }

    private Counter retries(RelayRoute route) {
        return ofRoute("flowex.gateway.retries", "Requests that were retried at another upstream", route);
    }

    void budgetSpent(RelayRoute route) {
        refusedRetries(route).increment();
    }

    private Counter refusedRetries(RelayRoute route) {
        return ofRoute(
                "flowex.gateway.retry.budget.exhausted",
                "Requests that were not retried because the retry budget was spent",
                route);
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
        return Counter.builder("flowex.gateway.refused")
                .description("Requests that the gateway refused itself")
                .tag("route", route)
                .tag("reason", why)
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
                "flowex.gateway.stale.responses",
                "Requests that got an earlier response, marked as stale, because no upstream served them",
                route);
    }

    void cutOff(RelayRoute route) {
        cutAnswers(route).increment();
    }

    private Counter cutAnswers(RelayRoute route) {
        return ofRoute("flowex.gateway.truncated.responses", "Responses that an upstream broke off", route);
    }

    void socketOpened() {
        sockets.incrementAndGet();
    }

    void socketEnded() {
        sockets.decrementAndGet();
    }
}
