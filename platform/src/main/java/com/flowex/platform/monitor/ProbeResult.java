package com.flowex.platform.monitor;

import com.flowex.platform.health.Health;
import java.util.Map;

/**
 * Result of a health probe.
 *
 * @param figures measured values, by names that end with their unit
 */
public record ProbeResult(Health.State state, Map<String, Number> figures) {

    public ProbeResult {
        figures = Map.copyOf(figures);
    }

    /** Returns the result of a component that works. */
    public static ProbeResult up(Map<String, Number> figures) {
        return new ProbeResult(Health.UP, figures);
    }

    /** Returns the result of a component that does not work, while requests are still served. */
    public static ProbeResult impaired(String why, Map<String, Number> figures) {
        return new ProbeResult(new Health.State.Degraded(why), figures);
    }

    /** Returns the result of a component that does not work, so that everything that needs it is down. */
    public static ProbeResult down(String why, Map<String, Number> figures) {
        return new ProbeResult(new Health.State.Down(why), figures);
    }
}
