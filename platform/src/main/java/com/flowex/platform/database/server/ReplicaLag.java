package com.flowex.platform.database.server;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lag of a replica: the time since the primary was where the replica is, computed from observations of both and one
 * monotonic clock. Neither server's own clock matters, nor does the amount of writes. It is as exact as the
 * observations are frequent. Not thread-safe.
 */
final class ReplicaLag {

    /**
     * Largest number of observations. With more, half are dropped and fewer are kept from then on: the lag is then
     * exact to a hundredth.
     */
    private static final int CHECKS_MAX = 256;

    private record Sample(long nanos, long position) {}

    /** Positions of the primary that the replica did not have yet, oldest first. */
    private final Deque<Sample> missing = new ArrayDeque<>();

    private long apartNanos;
    private long newestPosition;
    private long hadNanos;

    /** Notes the primary's present position. */
    void original(long nowNanos, long position) {
        if (newestPosition >= position) {
            return;
        }
        newestPosition = position;
        if (missing.isEmpty() || nowNanos - missing.getLast().nanos() >= apartNanos) {
            missing.addLast(new Sample(nowNanos, position));
        }
        if (missing.size() > CHECKS_MAX) {
            thinOut();
        }
    }

    private void thinOut() {
        apartNanos = 2 * (missing.getLast().nanos() - missing.getFirst().nanos()) / CHECKS_MAX;
        boolean[] stays = {false};
        missing.removeIf(_ -> {
            stays[0] = !stays[0];
            return !stays[0];
        });
    }

    /** Notes the replica's present position; returns its lag, zero if it has all observed positions. */
    Duration copy(long nowNanos, long position) {
        while (!missing.isEmpty() && missing.getFirst().position() <= position) {
            hadNanos = missing.removeFirst().nanos();
        }
        if (!missing.isEmpty()) {
            return Duration.ofNanos(nowNanos - missing.getFirst().nanos());
        }
        apartNanos = 0;
        return newestPosition <= position ? Duration.ZERO : Duration.ofNanos(nowNanos - hadNanos);
    }
}
