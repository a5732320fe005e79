package com.flowex.operations.task;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many more tasks of each tenant are let in before those that wait are counted again. Counting for each would cost most where most
 * wait already.
 */
final class TaskRoom {

    /** So many processes may each let in what one of them has counted, and there are still not too many. */
    private static final int SHARES = 8;

    private static final int NONE = -1;

    private final Map<Integer, Integer> left = new ConcurrentHashMap<>();

    /** Whether one more is let in; otherwise they have to be counted. */
    boolean take(int tenant) {
        return left.merge(tenant, NONE, (now, _) -> Math.max(now - 1, NONE)) >= 0;
    }

    /** @param room so many more might wait, after the one for which it was counted */
    void counted(int tenant, long room) {
        left.put(tenant, Math.toIntExact(Math.max(room, 0) / SHARES));
    }
}
