package com.flowex.orderentry;

import com.flowex.platform.errors.Fields;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Conversions of log time from and to its form on the wire. */
public final class LogTime {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private LogTime() {}

    /** Returns the instant of {@code nanos} since 1970. */
    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }

    /**
     * Returns the nanoseconds since 1970.
     *
     * @throws ArithmeticException if the moment is not between 1677 and 2262
     */
    public static long nanos(Instant moment) {
        return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), NANOS_PER_SECOND), moment.getNano());
    }

    /**
     * Range of log time, in nanoseconds since 1970.
     *
     * @param fromNanos its first moment, included
     * @param toNanos its end, excluded
     */
    public record Span(long fromNanos, long toNanos) {

        public static final Span ALL = new Span(0, Long.MAX_VALUE);

        public boolean contains(long nanos) {
            return nanos >= fromNanos && nanos < toNanos;
        }
    }

    /**
     * Returns the range given by {@code from} and {@code to}; without them, all of time.
     *
     * @throws com.flowex.platform.errors.Refusal {@code invalid_field} that names the field which is no time, or an end
     *     that is not after its beginning
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
            // Falls through: a moment out of range is refused like a text that is no time.
        }
        fields.refuse(name, "a time such as 2026-11-20T09:30:00Z, from 1970 to 2262");
        return otherwise;
    }
}
