package com.flowex.platform.tracing;

import io.opentelemetry.api.trace.SpanContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Spans of a traced command's events after its caller has gone: views that show them, streams that publish them. Either
 * may come before the answer does, so the last of both are kept. Thread-safe.
 */
final class EventSpans {

    private static final int ANSWERED_MAX = 512;
    private static final int SEEN_MAX = 1_024;

    /** Receiver of the spans. */
    interface SpanReceiver {
        void record(SpanContext parent, String name, long beginNanos, long endNanos);
    }

    /** @param log parent of the spans */
    record Answered(SpanContext log, long first, long last) {}

    /** A view or stream has all events within these numbers. */
    record AppliedRange(String name, long first, long last, long beginNanos, long endNanos) {

        /** Returns true if it has the last event of a command, so that it shows the whole command. */
        boolean completes(Answered command) {
            return first <= command.last() && command.last() <= last;
        }
    }

    private final SpanReceiver receiver;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Answered> answered = new ArrayDeque<>();
    private final Deque<AppliedRange> ranges = new ArrayDeque<>();

    EventSpans(SpanReceiver receiver) {
        this.receiver = receiver;
    }

    void answered(Answered command) {
        lock.lock();
        try {
            ranges.stream().filter(each -> each.completes(command)).forEach(each -> report(command, each));
            answered.addLast(command);
            if (answered.size() > ANSWERED_MAX) {
                answered.removeFirst();
            }
        } finally {
            lock.unlock();
        }
    }

    void seen(AppliedRange by) {
        lock.lock();
        try {
            answered.stream().filter(by::completes).forEach(command -> report(command, by));
            ranges.addLast(by);
            if (ranges.size() > SEEN_MAX) {
                ranges.removeFirst();
            }
        } finally {
            lock.unlock();
        }
    }

    private void report(Answered command, AppliedRange by) {
        receiver.record(command.log(), by.name(), by.beginNanos(), by.endNanos());
    }
}
