package com.flowex.risk.judging;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.domain.AccountId;
import com.flowex.protocol.EventBatch;
import com.flowex.surveillance.Limits;
import com.flowex.surveillance.Surveillance;
import com.flowex.surveillance.Suspicion;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One tenant's part of a stretch of the log, judged. It begins before what is new, by the longest window: what was going on at the end
 * of the stretch before is seen whole. What was told there is not told again.
 */
final class JudgedStretch {

    /** The longest window is an hour, of wash trading; what is quiet for so long is over. */
    static final Duration OVERLAP = Duration.ofMinutes(65);

    /** A stretch ends behind so many new events: what was found is kept, and the next one begins. */
    private static final long EVENTS_MAX = 2_000_000;

    private static final int FOUND_MAX = 500;
    private static final long OVERLAP_NANOS = OVERLAP.toNanos();
    private static final long MARK_NANOS = Duration.ofMinutes(1).toNanos();

    /**
     * Something that was found.
     *
     * @param from reading from this event
     * @param to to this one finds it
     */
    record Found(Suspicion suspicion, long from, long to) {}

    /** Where reading may begin, and the log time of what is behind it. */
    private record Mark(long timeNanos, Checkpoint at) {}

    private final Surveillance surveillance;
    private final Checkpoint start;
    private final long judged;
    private final long end;
    private final List<Found> found = new ArrayList<>();
    private final Deque<Mark> marks = new ArrayDeque<>();
    private volatile Checkpoint last;
    private long timeNanos;
    private boolean isSettled;

    /**
     * Begins a stretch.
     *
     * @param start where reading begins
     * @param judged number of the last event that was judged before
     * @param end number of the last event that there is
     */
    JudgedStretch(int tenant, Checkpoint start, long judged, long end) {
        this.start = start;
        this.judged = judged;
        this.end = end;
        this.last = start;
        this.surveillance = new Surveillance(
                Limits.usual(),
                account -> account.tenant() == tenant,
                account -> account.number() < AccountId.CUSTOMERS_FROM,
                this::tell);
    }

    /** Whether the stretch goes on. */
    boolean on(EventBatch batch, long endPosition) {
        mark(batch.timeNanos());
        last = new Checkpoint(batch.lastSequence(), endPosition);
        timeNanos = batch.timeNanos();
        surveillance.on(batch);
        long sequence = last.sequence();
        return sequence < end && sequence - judged < EVENTS_MAX && found.size() < FOUND_MAX;
    }

    private void mark(long nanos) {
        if (marks.isEmpty() || nanos >= marks.getLast().timeNanos() + MARK_NANOS) {
            marks.add(new Mark(nanos, last));
            while (marks.size() > 1 && second().timeNanos() <= nanos - OVERLAP_NANOS) {
                marks.remove();
            }
        }
    }

    private Mark second() {
        return marks.stream().skip(1).findFirst().orElseThrow();
    }

    private void tell(Suspicion suspicion) {
        if (last.sequence() > judged || isSettled) {
            found.add(new Found(suspicion, start.sequence() + 1, last.sequence()));
        }
    }

    /** Nothing came for so long that all is over: what is open is judged as it is. */
    void settle() {
        isSettled = true;
        surveillance.end();
    }

    boolean isSettled() {
        return isSettled;
    }

    /** Whether it came to the end that there was. */
    boolean isAtEnd() {
        return last.sequence() >= end;
    }

    /** How far it is; also asked while it is read. */
    Checkpoint last() {
        return last;
    }

    /** Log time of that, nanoseconds since 1970. */
    long timeNanos() {
        return timeNanos;
    }

    /** Where the next one begins. */
    Checkpoint next() {
        return marks.isEmpty() ? start : marks.getFirst().at();
    }

    List<Found> found() {
        return List.copyOf(found);
    }
}
