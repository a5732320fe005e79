package com.flowex.ground.health;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a process knows about its own parts. A part registers a check under a name; while one says {@link State.Down} the
 * process is not ready.
 */
public final class Health {

    /** How one part is. */
    public sealed interface State {
        /** It works. */
        record Up() implements State {}

        /** It does not; {@code why} is one line for the operator. */
        record Down(String why) implements State {}

        /** It does not, and the health page says so; but requests are served all the same. */
        record Impaired(String why) implements State {}
    }

    /** Asked at every look at the health pages: cheap, never blocking. */
    @FunctionalInterface
    public interface Check {
        State state();
    }

    public static final State UP = new State.Up();

    private final Map<String, Check> checks = new ConcurrentHashMap<>();

    /** Adds or replaces a part. */
    public void register(String name, Check check) {
        checks.put(name, check);
    }

    public void remove(String name) {
        checks.remove(name);
    }

    /** Every part by name, sorted. */
    public Map<String, State> states() {
        Map<String, State> states = new TreeMap<>();
        checks.forEach((name, check) -> states.put(name, check.state()));
        return states;
    }

    /** Whether every part works that requests need. */
    public boolean ready() {
        return states().values().stream().noneMatch(State.Down.class::isInstance);
    }
}
