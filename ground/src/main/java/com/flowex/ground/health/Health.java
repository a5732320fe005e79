package com.flowex.ground.health;

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
 * What a process knows about its own parts. A part registers a check under a name; while one says {@link State.Down} whatever
 * needs it is not ready.
 */
public final class Health {

    /** How one part is. */
    public sealed interface State {
        /** It works. */
        record Up() implements State {}

        /** It does not; {@code why} is one line for the operator. */
        record Down(String why) implements State {}

        /**
         * Something outside of this process, which all processes share, does not answer: no other process could do better, so what does
         * without it goes on being served ({@link Group#PROTECTION}).
         */
        record Away(String why) implements State {}

        /** It does not, and the health page says so; but requests are served all the same. */
        record Impaired(String why) implements State {}

        /** "up", "impaired" or "down": all that strangers are told. */
        default String word() {
            return switch (this) {
                case Up() -> "up";
                case Down _, Away _ -> "down";
                case Impaired _ -> "impaired";
            };
        }

        /** What is wrong, in one line; empty if nothing is. */
        default String why() {
            return switch (this) {
                case Up() -> "";
                case Down(String why) -> why;
                case Away(String why) -> why;
                case Impaired(String why) -> why;
            };
        }
    }

    /** Groups of routes, by what they need. */
    public enum Group {
        /** Everything that a service has. */
        ALL,
        /** Halts, kill switches, cancellations, orders and public market data: they need nothing that can be {@link State.Away}. */
        PROTECTION;

        boolean isServedWhile(State state) {
            return switch (state) {
                case State.Up() -> true;
                case State.Impaired _ -> true;
                case State.Away _ -> this == PROTECTION;
                case State.Down _ -> false;
            };
        }
    }

    /** Asked at every look at the health pages: cheap, never blocking. */
    @FunctionalInterface
    public interface Check {
        State state();

        /** What was measured, by names that carry their unit last. */
        default Map<String, Number> figures() {
            return Map.of();
        }
    }

    /**
     * One part, as it is now.
     *
     * @param since it is in this state, as far as anybody has looked
     */
    public record Component(State state, Map<String, Number> figures, Instant since) {}

    /**
     * What one look at all parts says: nothing in it is of another moment than the rest.
     *
     * @param components every part by name, sorted, with what was measured
     * @param services by name, sorted: groups of routes for which each can be sent requests, because nothing that they need, or all need, is down
     */
    public record Looked(Map<String, Component> components, Map<String, Set<Group>> services) {

        /** True if any service of this process can be sent every request: what all need works, and whatever one of them needs. */
        public boolean ready() {
            return ready(Group.ALL);
        }

        /** True if any service of this process can be sent requests of a group. */
        public boolean ready(Group group) {
            return services.isEmpty()
                    ? components.values().stream().allMatch(each -> group.isServedWhile(each.state()))
                    : services.values().stream().anyMatch(groups -> groups.contains(group));
        }

        /** True if a service of this process can be sent requests of a group. */
        public boolean ready(String service, Group group) {
            return services.getOrDefault(service, Set.of()).contains(group);
        }
    }

    public static final State UP = new State.Up();

    /** Of changes that nobody has written down yet; the oldest go first. */
    static final int CHANGES_MAX = 10_000;

    private record Kept(State state, Instant since) {}

    private record Part(Check check, AtomicReference<@Nullable Kept> kept) {}

    private final Map<String, Part> parts = new ConcurrentHashMap<>();
    private volatile Map<String, Set<String>> services = Map.of();
    private volatile Set<String> ofServices = Set.of();
    private final Deque<HealthChange> changes = new ConcurrentLinkedDeque<>();
    private final InstantSource clock;

    public Health() {
        this(InstantSource.system());
    }

    /** @param clock says since when something is as it is */
    public Health(InstantSource clock) {
        this.clock = clock;
    }

    /** Adds or replaces a part. */
    public void register(String name, Check check) {
        parts.put(name, new Part(check, new AtomicReference<>()));
    }

    public void remove(String name) {
        parts.remove(name);
    }

    /**
     * Says which services this process has, and which parts each cannot do without.
     *
     * @param needs names of parts by service, whether they are registered already or not
     * @param parts that matter to no service but those that need them; any other is needed by all
     */
    public void serves(Map<String, Set<String>> needs, Set<String> parts) {
        ofServices = Set.copyOf(parts);
        services = Map.copyOf(needs);
    }

    /** The services that have said what they need. */
    public Set<String> services() {
        return new TreeSet<>(services.keySet());
    }

    /** Every part by name, sorted. */
    public Map<String, State> states() {
        Map<String, State> states = new TreeMap<>();
        components().forEach((name, component) -> states.put(name, component.state()));
        return states;
    }

    /** Every part by name, sorted, with what was measured; notes what has changed since the last look. */
    public Map<String, Component> components() {
        Map<String, Component> components = new LinkedHashMap<>();
        new TreeMap<>(parts).forEach((name, part) -> components.put(name, looked(name, part)));
        return components;
    }

    private Component looked(String name, Part part) {
        State state;
        Map<String, Number> figures;
        try {
            state = part.check().state();
            figures = part.check().figures();
        } catch (RuntimeException e) { // one part's fault is no reason to hear nothing of the others
            state = new State.Impaired("cannot be asked: " + e);
            figures = Map.of();
        }
        Kept before = part.kept().get();
        if (before != null && before.state().word().equals(state.word())) {
            return new Component(state, figures, before.since());
        }
        Kept now = new Kept(state, clock.instant());
        if (part.kept().compareAndSet(before, now) && (before != null || !state.equals(UP))) {
            note(new HealthChange(
                    now.since(), name, before == null ? "" : before.state().word(), state.word(), state.why()));
        }
        return new Component(state, figures, now.since());
    }

    /** Remembers a change until somebody takes it; also one that is none of a part, such as a start. */
    public void note(HealthChange change) {
        changes.add(change);
        while (changes.size() > CHANGES_MAX) {
            changes.poll();
        }
    }

    /**
     * Hands over what has changed and was not taken yet, in its order; what could not be taken stays.
     *
     * @param taker throws if it cannot take one
     */
    public void take(Consumer<HealthChange> taker) {
        for (HealthChange next = changes.peek(); next != null; next = changes.peek()) {
            taker.accept(next);
            changes.remove(next);
        }
    }

    /** Looks at every part once; notes what has changed since the last look. */
    public Looked look() {
        Map<String, Component> components = components();
        Map<String, Set<Group>> ready = new TreeMap<>();
        services.keySet().forEach(service -> ready.put(service, ready(service, components)));
        return new Looked(components, ready);
    }

    /** As {@link Looked#ready} of a look now. */
    public boolean ready() {
        return look().ready();
    }

    /** True if a service can be sent every request: nothing that it needs, or all need, is down. */
    public boolean ready(String service) {
        return ready(service, components()).contains(Group.ALL);
    }

    private Set<Group> ready(String service, Map<String, Component> components) {
        Set<String> needs = services.getOrDefault(service, Set.of());
        return Stream.of(Group.values())
                .filter(group -> components.entrySet().stream()
                        .filter(part -> needs.contains(part.getKey()) || !ofServices.contains(part.getKey()))
                        .allMatch(part -> group.isServedWhile(part.getValue().state())))
                .collect(Collectors.toUnmodifiableSet());
    }
}
