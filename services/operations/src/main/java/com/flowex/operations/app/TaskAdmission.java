package com.flowex.operations.app;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Number of further tasks of each tenant that are admitted before those that wait are counted again. Counting for each
 * task would cost most when most tasks wait already.
 */
final class TaskAdmission {

    /** Number of processes that may each admit a share of the counted room without exceeding the limit. */
    private static final int SHARES = 8;

    private static final int NONE = -1;

    private final Map<Integer, Integer> left = new ConcurrentHashMap<>();

    /** Returns true if one more task is admitted; otherwise the waiting tasks have to be counted. */
    boolean take(int tenant) {
        return left.merge(tenant, NONE, (now, _) -> Math.max(now - 1, NONE)) >= 0;
    }

    /** @param room number of further tasks that may wait, after the one for which it was counted */
    void counted(int tenant, long room) {
        left.put(tenant, Math.toIntExact(Math.max(room, 0) / SHARES));
    }
}
