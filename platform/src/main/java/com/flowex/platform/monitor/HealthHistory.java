package com.flowex.platform.monitor;

import com.flowex.platform.health.HealthChange;
import java.time.Duration;
import java.util.List;

/** History of the health of one process, or of all processes that share its database. */
public interface HealthHistory {

    /** Age at which an entry is removed. */
    Duration KEPT = Duration.ofDays(30);

    /** Largest number of entries; beyond it the oldest are removed. */
    int ENTRIES_MAX = 10_000;

    /**
     * Entry of the history.
     *
     * @param process name of the process, by its role and its number on its machine
     */
    record Entry(String process, HealthChange change) {}

    /** Adds a change; it throws if the change cannot be stored now, and the caller passes it again. */
    void add(HealthChange change);

    /** Returns the last entries, newest first. */
    List<Entry> last(int limit);
}
