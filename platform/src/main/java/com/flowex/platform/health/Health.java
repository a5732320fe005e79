package com.flowex.platform.health;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Health of a process, by component. A component registers a check under a name; while one reports {@link State.Down},
 * everything that needs it is not ready.
 */
public final class Health {

    /** State of one component. */
    public sealed interface State {
        /** It works. */
        record Up() implements State {}

        /** It does not work; {@code why} is one line for the operator. */
        record Down(String why) implements State {}

        /**
         * A system outside of this process, shared by all processes, does not answer. No other process could do better,
         * so requests that can do without it are still served ({@link Group#PROTECTION}).
         */
        record Away(String why) implements State {}

        /** It does not work, and the health page says so, but requests are still served. */
        record Degraded(String why) implements State {}

        /** Returns "up", "impaired" or "down"; the public page shows only this word. */
        default String word() {
            return switch (this) {
                case Up() -> "up";
                case Down _, Away _ -> "down";
                case Degraded _ -> "impaired";
            };
        }

        /** Returns the fault in one line; empty if there is none. */
        default String why() {
            return switch (this) {
                case Up() -> "";
                case Down(String why) -> why;
                case Away(String why) -> why;
                case Degraded(String why) -> why;
            };
        }
    }

    /** Groups of routes, by the components they need. */
    public enum Group {
        /** All routes of a service. */
        ALL,
        /**
         * Halts, kill switches, cancellations, orders and public market data; they need no component that can be {@link
         * State.Away}.
         */
        PROTECTION;

        boolean isServedWhile(State state) {
            return switch (state) {
                case State.Up() -> true;
                case State.Degraded _ -> true;
                case State.Away _ -> this == PROTECTION;
                case State.Down _ -> false;
            };
        }
    }

    /** Health check of a component, called at every probe of the health pages: it must be cheap and never block. */
    @FunctionalInterface
    public interface Check {
        State state();

        /** Returns measured values, by names that end with their unit. */
        default Map<String, Number> figures() {
            return Map.of();
        }
    }

    /**
     * Present state of one component.
     *
     * @param since first observation of this state
     */
    public record Component(State state, Map<String, Number> figures, Instant since) {}

    /**
     * Result of one probe of all components, taken at one moment.
     *
     * @param components every component by name, sorted, with its measured values
     * @param services by name, sorted: groups of routes that each service can serve, because nothing that it needs, or
     *     all need, is down
     */
    public record HealthSnapshot(Map<String, Component> components, Map<String, Set<Group>> services) {

        /** Returns true if each service of this process can be sent every request: all components that they need work. */
        public boolean ready() {
            return ready(Group.ALL);
        }

        /**
         * Returns true if the process can be sent requests of a group: all requests if each of its services can be sent
         * them, so a process with a service that cannot start is not ready; protection if any service can be, because
         * what still protects has to stay within reach.
         */
        public boolean ready(Group group) {
            if (services.isEmpty()) {
                return components.values().stream().allMatch(each -> group.isServedWhile(each.state()));
            }
            return group == Group.ALL
                    ? services.values().stream().allMatch(groups -> groups.contains(group))
                    : servesAny(group);
        }

        /** Returns true if any service of this process can be sent requests of a group. */
        public boolean servesAny(Group group) {
            return services.isEmpty()
                    ? ready(group)
                    : services.values().stream().anyMatch(groups -> groups.contains(group));
        }

        /** Returns true if a service of this process can be sent requests of a group. */
        public boolean ready(String service, Group group) {
            return services.getOrDefault(service, Set.of()).contains(group);
        }
    }

    public static final State UP = new State.Up();

    /** Largest number of changes that were not written down yet; the oldest are dropped. */
    static final int CHANGES_MAX = 10_000;

    private record TimedState(State state, Instant since) {}

    private record Part(Check check, AtomicReference<@Nullable TimedState> cached) {}

    private final Map<String, Part> parts = new ConcurrentHashMap<>();
    private volatile Map<String, Set<String>> services = Map.of();
    private volatile Set<String> ofServices = Set.of();
    private final Deque<HealthChange> changes = new ConcurrentLinkedDeque<>();
    private final InstantSource clock;

    public Health() {
        this(InstantSource.system());
    }

    /** @param clock clock for the beginning of each state */
    public Health(InstantSource clock) {
        this.clock = clock;
    }

    /** Adds or replaces a component. */
    public void register(String name, Check check) {
        parts.put(name, new Part(check, new AtomicReference<>()));
    }

    public void remove(String name) {
        parts.remove(name);
    }

    /**
     * Declares the services of this process and the components each cannot do without.
     *
     * @param needs names of components by service; a service is not ready while one of them is not registered
     * @param parts components that only the services which name them need; all services need any other
     */
    public void serves(Map<String, Set<String>> needs, Set<String> parts) {
        ofServices = Set.copyOf(parts);
        services = Map.copyOf(needs);
    }

    /** Returns the services that have declared their needs. */
    public Set<String> services() {
        return new TreeSet<>(services.keySet());
    }

    /** Returns every component's state by name, sorted. */
    public Map<String, State> states() {
        Map<String, State> states = new TreeMap<>();
        components().forEach((name, component) -> states.put(name, component.state()));
        return states;
    }

    /** Returns every component by name, sorted, with its measured values; it notes changes since the last probe. */
    public Map<String, Component> components() {
        Map<String, Component> components = new LinkedHashMap<>();
        new TreeMap<>(parts).forEach((name, part) -> components.put(name, check(name, part)));
        return components;
    }

    private Component check(String name, Part part) {
        State state;
        Map<String, Number> figures;
        try {
            state = part.check().state();
            figures = part.check().figures();
        } catch (RuntimeException e) { // one component's fault must not hide the others
            state = new State.Degraded("cannot be asked: " + e);
            figures = Map.of();
        }
        TimedState before = part.cached().get();
        if (before != null && before.state().word().equals(state.word())) {
            return new Component(state, figures, before.since());
        }
        TimedState now = new TimedState(state, clock.instant());
        if (part.cached().compareAndSet(before, now) && (before != null || !state.equals(UP))) {
            note(new HealthChange(
                    now.since(), name, before == null ? "" : before.state().word(), state.word(), state.why()));
        }
        return new Component(state, figures, now.since());
    }

    /** Remembers a change until it is taken; the change may also concern no component, such as a start. */
    public void note(HealthChange change) {
        changes.add(change);
        while (changes.size() > CHANGES_MAX) {
            changes.poll();
        }
    }

    /**
     * Hands over the changes that were not taken yet, in order; a change that could not be taken stays.
     *
     * @param taker throws if it cannot take one
     */
    public void take(Consumer<HealthChange> taker) {
        for (HealthChange next = changes.peek(); next != null; next = changes.peek()) {
            taker.accept(next);
            changes.remove(next);
        }
    }

    /** Probes every component once; it notes changes since the last probe. */
    public HealthSnapshot snapshot() {
        Map<String, Component> components = components();
        Map<String, Set<Group>> ready = new TreeMap<>();
        services.keySet().forEach(service -> ready.put(service, ready(service, components)));
        return new HealthSnapshot(components, ready);
    }

    /** Returns {@link HealthSnapshot#ready} of a probe made now. */
    public boolean ready() {
        return snapshot().ready();
    }

    /** Returns true if a service can be sent every request: nothing that it needs, or all need, is down. */
    public boolean ready(String service) {
        return ready(service, components()).contains(Group.ALL);
    }

    private Set<Group> ready(String service, Map<String, Component> components) {
        Set<String> needs = services.getOrDefault(service, Set.of());
        if (!components.keySet().containsAll(needs)) {
            return Set.of();
        }
        return Stream.of(Group.values())
                .filter(group -> components.entrySet().stream()
                        .filter(part -> needs.contains(part.getKey()) || !ofServices.contains(part.getKey()))
                        .allMatch(part -> group.isServedWhile(part.getValue().state())))
                .collect(Collectors.toUnmodifiableSet());
    }
}
