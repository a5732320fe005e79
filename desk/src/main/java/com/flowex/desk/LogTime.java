package com.flowex.desk;

import com.flowex.ground.refusal.Fields;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The log's time as the wire shows it. */
public final class LogTime {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private LogTime() {}

    /** The instant of {@code nanos} since 1970. */
    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }

    /**
     * Nanoseconds since 1970.
     *
     * @throws ArithmeticException for what is not from 1677 to 2262
     */
    public static long nanos(Instant moment) {
        return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), NANOS_PER_SECOND), moment.getNano());
    }

    /**
     * A stretch of log time, in nanoseconds since 1970.
     *
     * @param fromNanos its first moment
     * @param toNanos the first behind it
     */
    public record Span(long fromNanos, long toNanos) {

        public static final Span ALL = new Span(0, Long.MAX_VALUE);

        public boolean contains(long nanos) {
            return nanos >= fromNanos && nanos < toNanos;
        }
    }

    /**
     * What is named by {@code from} and {@code to}; all of time where nothing is.
     *
     * @throws com.flowex.ground.refusal.Refusal {@code invalid_field} naming what is no time, or an end that is not behind its beginning
     */
    public static Span span(Function<String, Optional<String>> named) {
        Fields fields = new Fields();
        long from = nanos(named, "from", 0, fields);
        long to = nanos(named, "to", Long.MAX_VALUE, fields);
        fields.check();
        if (to <= from) {
            fields.refuse("to", "later than from").check();
        }
        return new Span(from, to);
    }

    private static long nanos(Function<String, Optional<String>> named, String name, long otherwise, Fields fields) {
        Optional<String> text = named.apply(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            Instant moment = Instant.parse(text.get());
            if (moment.getEpochSecond() >= 0) {
                return nanos(moment);
            }
        } catch (DateTimeException | ArithmeticException e) {
            // Falls through: answered like a time at which nothing can have happened.
        }
        fields.refuse(name, "a time such as 2026-11-20T09:30:00Z, from 1970 to 2262");
        return otherwise;
    }
}
