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
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Some tenants' parts of a stretch of the log, judged in one reading: nobody trades with another tenant's accounts, so what is found
 * of each is what reading for it alone finds. It begins before what is new, by the longest window: what was going on at the end of the
 * stretch before is seen whole. What was told there is not told again.
 */
final class JudgedStretch {

    /** The longest window is an hour, of wash trading; what is quiet for so long is over. */
    static final Duration OVERLAP = Duration.ofMinutes(65);

    /** A stretch ends behind so many new events: what was found is kept, and the next one begins. */
    private static final long EVENTS_MAX = 2_000_000;

    /** One tenant's part ends behind so many; the others' go on. */
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

    /**
     * How far a tenant's part was judged.
     *
     * @param timeNanos log time of {@code last}, nanoseconds since 1970
     * @param next where the next stretch begins
     * @param settled whether what was open then was judged as it was
     */
    record Reached(Checkpoint last, long timeNanos, Checkpoint next, boolean settled, List<Found> found) {}

    /** Where reading may begin, and the log time of what is behind it. */
    private record Mark(long timeNanos, Checkpoint at) {}

    private static final class Part {
        private final long judged;
        private final List<Found> found = new ArrayList<>();
        private @Nullable Reached reached;

        Part(long judged) {
            this.judged = judged;
        }
    }

    private final Surveillance surveillance;
    private final Checkpoint start;
    private final Map<Integer, Part> parts;
    private final long most;
    private final long end;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private volatile Checkpoint last;
    private long timeNanos;
    private boolean isSettled;

    /**
     * Begins a stretch.
     *
     * @param start where reading begins: not behind where it begins for any of the tenants
     * @param judged number of the last event that was judged before, by tenant
     * @param whose it goes on for so many events that are new to this one, at most
     * @param end number of the last event that there is
     */
    JudgedStretch(Checkpoint start, Map<Integer, Long> judged, int whose, long end) {
        this.start = start;
        this.parts = judged.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> new Part(each.getValue())));
        this.most = judged.getOrDefault(whose, 0L) + EVENTS_MAX;
        this.end = end;
        this.last = start;
        this.surveillance = new Surveillance(
                Limits.usual(),
                account -> parts.containsKey(account.tenant()),
                account -> account.number() < AccountId.CUSTOMERS_FROM,
                this::tell);
    }

    /** Whether the stretch goes on. */
    boolean on(EventBatch batch, long endPosition) {
        mark(batch.timeNanos());
        last = new Checkpoint(batch.lastSequence(), endPosition);
        timeNanos = batch.timeNanos();
        surveillance.on(batch);
        for (Part part : parts.values()) {
            if (part.reached == null && part.found.size() >= FOUND_MAX) {
                part.reached = reached(part);
            }
        }
        long sequence = last.sequence();
        return sequence < end && sequence < most && parts.values().stream().anyMatch(part -> part.reached == null);
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
        Part part = parts.get(suspicion.accounts().getFirst().tenant());
        if (part != null && part.reached == null && (last.sequence() > part.judged || isSettled)) {
            part.found.add(new Found(suspicion, start.sequence() + 1, last.sequence()));
        }
    }

    /** Nothing came for so long that all is over: what is open is judged as it is. */
    void settle() {
        isSettled = true;
        surveillance.end();
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

    /** How far one of the tenants' parts was judged, when it is over. */
    Reached of(int tenant) {
        Part part = parts.get(tenant);
        if (part == null) {
            throw new IllegalArgumentException("tenant " + tenant + " was not looked at");
        }
        return part.reached == null ? reached(part) : part.reached;
    }

    private Reached reached(Part part) {
        return new Reached(
                last, timeNanos, marks.isEmpty() ? start : marks.getFirst().at(), isSettled, List.copyOf(part.found));
    }
}
