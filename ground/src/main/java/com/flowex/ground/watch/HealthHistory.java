package com.flowex.ground.watch;

import com.flowex.ground.health.HealthChange;
import java.time.Duration;
import java.util.List;

/** What has changed of the health of one process, or of all that share its database. */
public interface HealthHistory {

    /** What is older is forgotten. */
    Duration KEPT = Duration.ofDays(30);

    /** What is more is forgotten, the oldest first. */
    int ENTRIES_MAX = 10_000;

    /**
     * One change.
     *
     * @param process which one, by what it runs and its number on its machine
     */
    record Entry(String process, HealthChange change) {}

    /** Keeps one; throws if it cannot be kept now, and is given it again. */
    void add(HealthChange change);

    /** Newest first. */
    List<Entry> last(int limit);
}
