package com.flowex.ground.projection;

import com.flowex.ground.health.Health;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

/**
 * A tenant that a view shows no further, because of one event; all other tenants go on.
 *
 * @param shown its rows are as of this event
 * @param event the first that is not in them
 * @param why one line for the operator
 */
public record StoppedTenant(int tenant, long shown, long event, String why) {

    /** So many are named in one line. */
    private static final int NAMED_MAX = 5;

    @Override
    public String toString() {
        return "tenant " + tenant + " is shown up to event " + shown + ": " + why;
    }

    /** How a view is, of which these see no more. */
    static Health.State with(Health.State view, Collection<StoppedTenant> stopped) {
        boolean isDown = view instanceof Health.State.Down || view instanceof Health.State.Away;
        return isDown || stopped.isEmpty() ? view : new Health.State.Impaired(line(stopped));
    }

    /** Some of them in one line for the operator. */
    private static String line(Collection<StoppedTenant> stopped) {
        String first = stopped.stream()
                .sorted(Comparator.comparingInt(StoppedTenant::tenant))
                .limit(NAMED_MAX)
                .map(StoppedTenant::toString)
                .collect(Collectors.joining("; "));
        int more = stopped.size() - NAMED_MAX;
        return more > 0 ? first + "; and " + more + " more" : first;
    }
}
