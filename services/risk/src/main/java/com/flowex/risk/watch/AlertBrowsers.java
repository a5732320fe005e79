package com.flowex.risk.watch;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells the browsers of whoever owns an account, while no page is open. */
@FunctionalInterface
public interface AlertBrowsers {

    /**
     * What became of it.
     *
     * @param browsers so many were to be told
     * @param taken those that have it now
     * @param failures why the others do not, one for each
     */
    record Told(int browsers, Set<String> taken, List<String> failures) {
        public Told {
            taken = Set.copyOf(taken);
            failures = List.copyOf(failures);
        }
    }

    /**
     * Tells now.
     *
     * @param note what they are told
     * @param known browsers that have it already
     */
    Told tell(int tenant, long account, Map<String, Object> note, Set<String> known) throws InterruptedException;
}
