package com.flowex.risk.app.judging;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.domain.value.AccountId;
import com.flowex.protocol.event.EventBatch;
import com.flowex.surveillance.DetectionThresholds;
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
 * One reading of a range of the log that judges it for several tenants. No order trades with another tenant's accounts,
 * so each tenant gets the same suspicions as from a reading for it alone. The range begins before the new events, by
 * the longest window: patterns at the end of the range before are seen whole. Suspicions reported then are not reported
 * again.
 */
final class SurveillanceRange {

    /** The longest window is an hour, of wash trading; a pattern that was quiet for this long is over. */
    static final Duration OVERLAP = Duration.ofMinutes(65);

    /** Number of new events after which a range ends: the suspicions found are stored, and the next range begins. */
    private static final long EVENTS_MAX = 2_000_000;

    /** Number of suspicions after which one tenant's part ends; the other parts go on. */
    private static final int FOUND_MAX = 500;

    private static final long OVERLAP_NANOS = OVERLAP.toNanos();
    private static final long MARK_NANOS = Duration.ofMinutes(1).toNanos();

    /**
     * A suspicion, with the events that find it again.
     *
     * @param from first event of such a reading
     * @param to last event of such a reading
     */
    record FoundSuspicion(Suspicion suspicion, long from, long to) {}

    /**
     * Progress of a tenant's part.
     *
     * @param timeNanos log time of {@code last}, nanoseconds since 1970
     * @param next where the next range begins
     * @param settled true if the patterns that were open then have been judged as they were
     */
    record Reached(Checkpoint last, long timeNanos, Checkpoint next, boolean settled, List<FoundSuspicion> found) {}

    /** A position where reading may begin, and the log time of the batch after it. */
    private record Mark(long timeNanos, Checkpoint at) {}

    private static final class Part {
        private final long judged;
        private final List<FoundSuspicion> found = new ArrayList<>();
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
     * Begins a range.
     *
     * @param start where reading begins: at or before the start of each of the tenants
     * @param judged number of the last event that was judged before, by tenant
     * @param whose the tenant whose new events limit the length of the range
     * @param end number of the last event of the log
     * @param earlier owners and groups of accounts that were opened before the range
     */
    SurveillanceRange(
            Checkpoint start, Map<Integer, Long> judged, int whose, long end, Surveillance.EarlierAccounts earlier) {
        this.start = start;
        this.parts = judged.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> new Part(each.getValue())));
        this.most = judged.getOrDefault(whose, 0L) + EVENTS_MAX;
        this.end = end;
        this.last = start;
        this.surveillance = new Surveillance(
                DetectionThresholds.usual(),
                account -> parts.containsKey(account.tenant()),
                account -> account.number() < AccountId.CUSTOMERS_FROM,
                earlier,
                this::report);
    }

    /** Judges a batch; returns true if the range goes on. */
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

    private void report(Suspicion suspicion) {
        Part part = parts.get(suspicion.accounts().getFirst().tenant());
        if (part != null && part.reached == null && (last.sequence() > part.judged || isSettled)) {
            part.found.add(new FoundSuspicion(suspicion, start.sequence() + 1, last.sequence()));
        }
    }

    /** Judges the open patterns as they are: no event came for so long that all of them are over. */
    void settle() {
        isSettled = true;
        surveillance.end();
    }

    /** True if the range reaches the end of the log as it was at the start. */
    boolean isAtEnd() {
        return last.sequence() >= end;
    }

    /** Returns the position read so far; other threads may ask while the range is read. */
    Checkpoint last() {
        return last;
    }

    /** Returns the log time of that position, nanoseconds since 1970. */
    long timeNanos() {
        return timeNanos;
    }

    /** Returns the progress of one tenant's part after the reading. */
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
