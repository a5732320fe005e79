package com.flowex.ground.watch;

import com.flowex.ground.health.Health;
import java.util.Map;

/**
 * What was seen of a part.
 *
 * @param figures by names that carry their unit last
 */
public record Look(Health.State state, Map<String, Number> figures) {

    public Look {
        figures = Map.copyOf(figures);
    }

    /** It works. */
    public static Look up(Map<String, Number> figures) {
        return new Look(Health.UP, figures);
    }

    /** It does not, but requests are served. */
    public static Look impaired(String why, Map<String, Number> figures) {
        return new Look(new Health.State.Impaired(why), figures);
    }

    /** It does not, and whatever needs it cannot do its work. */
    public static Look down(String why, Map<String, Number> figures) {
        return new Look(new Health.State.Down(why), figures);
    }
}
