package com.flowex.ground.watch;

import com.flowex.ground.health.Health;
import java.util.Map;

/**
 * Result of a health probe.
 *
 * @param figures measured values, by names that end with their unit
 */
public record Look(Health.State state, Map<String, Number> figures) {

    public Look {
        figures = Map.copyOf(figures);
    }

    /** Returns the result of a component that works. */
    public static Look up(Map<String, Number> figures) {
        return new Look(Health.UP, figures);
    }

    /** Returns the result of a component that does not work, while requests are still served. */
    public static Look impaired(String why, Map<String, Number> figures) {
        return new Look(new Health.State.Impaired(why), figures);
    }

    /** Returns the result of a component that does not work, so that everything that needs it is down. */
    public static Look down(String why, Map<String, Number> figures) {
        return new Look(new Health.State.Down(why), figures);
    }
}
