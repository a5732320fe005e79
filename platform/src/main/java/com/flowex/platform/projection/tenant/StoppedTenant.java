package com.flowex.platform.projection.tenant;

import com.flowex.platform.health.Health;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

/**
 * Tenant whose view has stopped because of one event; all other tenants continue.
 *
 * @param shown event up to which its rows are shown
 * @param event first event that is not in them
 * @param why one line for the operator
 */
public record StoppedTenant(int tenant, long shown, long event, String why) {

    /** Number of tenants named in one line. */
    private static final int NAMED_MAX = 5;

    @Override
    public String toString() {
        return "tenant " + tenant + " is shown up to event " + shown + ": " + why;
    }

    /** Returns the state of a view in which these tenants have stopped. */
    public static Health.State with(Health.State view, Collection<StoppedTenant> stopped) {
        boolean isDown = view instanceof Health.State.Down || view instanceof Health.State.Away;
        return isDown || stopped.isEmpty() ? view : new Health.State.Degraded(line(stopped));
    }

    /** Returns some of them in one line for the operator. */
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
