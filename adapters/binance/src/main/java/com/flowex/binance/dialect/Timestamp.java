package com.flowex.binance.dialect;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.flowex.orderentry.LogTime;
import java.io.IOException;
import java.time.Instant;

/**
 * Time in an answer or an event. JSON has it as a number since 1970, in the unit of {@link TimestampUnit#json}; without
 * one, in milliseconds.
 *
 * @param nanos nanoseconds since 1970
 */
@JsonSerialize(using = Timestamp.Serializer.class)
public record Timestamp(long nanos) {

    /** Time that has not come; it is -1 in every unit. */
    public static final Timestamp NONE = new Timestamp(-1);

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    public static Timestamp of(Instant moment) {
        return new Timestamp(LogTime.nanos(moment));
    }

    public static Timestamp ofMillis(long millis) {
        return new Timestamp(TimestampUnit.MILLISECOND.nanos(millis));
    }

    public static Timestamp ofSeconds(long seconds) {
        return new Timestamp(seconds * NANOS_PER_SECOND);
    }

    /** Returns the end of the time before a second: its last millisecond, or its last microsecond. */
    public static Timestamp lastBefore(long seconds) {
        return new Timestamp(seconds * NANOS_PER_SECOND - 1);
    }

    /** Returns the number since 1970 in a unit, rounded down. */
    public long in(TimestampUnit unit) {
        return unit.of(nanos);
    }

    /** Serializer that gets the unit from the writer. */
    static final class Serializer extends StdSerializer<Timestamp> {
        private static final long serialVersionUID = 1L;

        Serializer() {
            super(Timestamp.class);
        }

        @Override
        public void serialize(Timestamp value, JsonGenerator out, SerializerProvider provider) throws IOException {
            TimestampUnit unit = provider.getAttribute(TimestampUnit.class) instanceof TimestampUnit chosen
                    ? chosen
                    : TimestampUnit.MILLISECOND;
            out.writeNumber(value.in(unit));
        }
    }
}
