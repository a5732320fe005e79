package com.flowex.binance.dialect;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.access.http.response.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Unit of the times in answers and events. A client chooses it for a request or a connection. */
public enum TimestampUnit {
    MILLISECOND(1_000_000),
    MICROSECOND(1_000);

    /** Header that chooses the unit of an HTTP answer. */
    public static final String HEADER = "X-MBX-TIME-UNIT";

    /** Query parameter that chooses the unit of a WebSocket. */
    public static final String PARAMETER = "timeUnit";

    /** Rule for the values of {@link #HEADER} and {@link #PARAMETER}. */
    public static final String RULE = "must be MILLISECOND or MICROSECOND";

    /** Greatest time that a client can send: the last microsecond of the year 9999. */
    public static final long SENT_MAX = 253_402_300_799_999_999L;

    /** Last millisecond of the year 9999. A greater number is in microseconds, of 1978 or later. */
    private static final long MILLIS_MAX = SENT_MAX / 1_000;

    private static final ObjectMapper MAPPER = Json.mapper();

    private final long nanos;

    TimestampUnit(long nanos) {
        this.nanos = nanos;
    }

    /** Returns the unit of this name, in upper or in lower case; empty if there is none. */
    public static Optional<TimestampUnit> named(String name) {
        return Arrays.stream(values())
                .filter(unit ->
                        name.equals(unit.name()) || name.equals(unit.name().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /**
     * Returns the unit that the query of a WebSocket's address chooses, milliseconds if it chooses none; empty if its
     * value is no unit.
     */
    public static Optional<TimestampUnit> ofQuery(Map<String, String> query) {
        return named(query.getOrDefault(PARAMETER, MILLISECOND.name()));
    }

    /** Returns the nanoseconds since 1970 of a time that a client sent in milliseconds or in microseconds. */
    public static long sentNanos(long number) {
        return ofSent(number).nanos(number);
    }

    /** Returns the unit of a time that a client sent, by its magnitude. */
    public static TimestampUnit ofSent(long number) {
        return number > MILLIS_MAX ? MICROSECOND : MILLISECOND;
    }

    /** Returns a time in this unit, rounded down. */
    public long of(long sinceNanos) {
        return Math.floorDiv(sinceNanos, nanos);
    }

    /** Returns the nanoseconds of a time in this unit, not below zero; those of 2262 for a later one. */
    public long nanos(long number) {
        return number > Long.MAX_VALUE / nanos ? Long.MAX_VALUE : number * nanos;
    }

    /** Returns a value as JSON with its times in this unit. */
    public byte[] json(Object value) {
        return Json.bytes(MAPPER.writer().withAttribute(TimestampUnit.class, this), value);
    }

    /** Returns the text of {@link #json}. */
    public String text(Object value) {
        return new String(json(value), StandardCharsets.UTF_8);
    }
}
