package com.flowex.benchmarks.load;

import com.flowex.benchmarks.load.client.OrderOutcomes;
import java.io.PrintStream;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Prints a line a second while the load runs, with its progress, rate and remaining time. */
final class Progress {

    private static final long EVERY_NANOS = 1_000_000_000L;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintStream out;
    private final RemainingTime remaining;
    private long shownNanos;
    private int shownSettled;

    Progress(PrintStream out, RemainingTime remaining) {
        this.out = out;
        this.remaining = remaining;
    }

    void show(OrderOutcomes answers, Histogram latencies, long elapsedNanos) {
        long sinceNanos = elapsedNanos - shownNanos;
        if (sinceNanos < EVERY_NANOS) {
            return;
        }
        double perSecond = (answers.settled() - shownSettled) * NANOS_PER_SECOND / sinceNanos;
        out.printf(
                Locale.ROOT,
                "  %3d s  %,d of %,d answered  %,.0f/s  p99 %.1f ms  %d s left%n",
                elapsedNanos / EVERY_NANOS,
                answers.settled(),
                remaining.orders(),
                perSecond,
                latencies.getValueAtPercentile(99) / NANOS_PER_MILLI,
                remaining.seconds(answers.settled(), elapsedNanos, perSecond));
        shownNanos = elapsedNanos;
        shownSettled = answers.settled();
    }
}
