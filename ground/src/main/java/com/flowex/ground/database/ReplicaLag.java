package com.flowex.ground.database;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How long ago the original was where its copy is, by looks at both and one steady clock: neither server's own clock counts, nor
 * does it matter whether anything is written. As exact as the looks are frequent. One thread.
 */
final class ReplicaLag {

    /** Half of them go when there are more, and as few come from then on: then it is as exact as a hundredth of the lag. */
    private static final int LOOKS_MAX = 256;

    private record Look(long nanos, long position) {}

    /** Where the original was, oldest first; only what the copy did not have yet. */
    private final Deque<Look> missing = new ArrayDeque<>();

    private long apartNanos;
    private long newestPosition;
    private long hadNanos;

    /** The original is there now. */
    void original(long nowNanos, long position) {
        if (newestPosition >= position) {
            return;
        }
        newestPosition = position;
        if (missing.isEmpty() || nowNanos - missing.getLast().nanos() >= apartNanos) {
            missing.addLast(new Look(nowNanos, position));
        }
        if (missing.size() > LOOKS_MAX) {
            thinOut();
        }
    }

    private void thinOut() {
        apartNanos = 2 * (missing.getLast().nanos() - missing.getFirst().nanos()) / LOOKS_MAX;
        boolean[] stays = {false};
        missing.removeIf(_ -> {
            stays[0] = !stays[0];
            return !stays[0];
        });
    }

    /** The copy is there now: how far behind that is, zero if it has all that was seen of the original. */
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
