package com.flowex.backtest.data;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Unit of a time column; a number's magnitude gives it, from 1973 to 5138. */
enum EpochUnit {
    SECONDS(1_000_000_000L, 100_000_000L),
    MILLISECONDS(1_000_000L, 100_000_000_000L),
    MICROSECONDS(1_000L, 100_000_000_000_000L),
    NANOSECONDS(1L, 100_000_000_000_000_000L),
    /** ISO 8601 with an offset, such as 2024-01-01T00:00:00Z. */
    TEXT(1L, Long.MAX_VALUE);

    private final long nanos;
    private final long from;

    EpochUnit(long nanos, long from) {
        this.nanos = nanos;
        this.from = from;
    }

    /** Returns the unit of a time; null if it is neither a number of this range nor a text with an offset. */
    static @Nullable EpochUnit of(String text) {
        if (!text.matches("[0-9]{1,19}")) {
            return instant(text) == null ? null : TEXT;
        }
        long number = text.length() == 19 && text.compareTo("9223372036854775807") > 0 ? 0 : Long.parseLong(text);
        EpochUnit found = null;
        for (EpochUnit unit : values()) {
            if (unit != TEXT && number >= unit.from) {
                found = unit;
            }
        }
        return found;
    }

    /** Returns the time in nanoseconds since 1970 of a text of this unit. */
    long toNanos(String text) {
        if (this != TEXT) {
            return Long.parseLong(text) * nanos;
        }
        Instant instant = instant(text);
        if (instant == null) {
            throw new IllegalArgumentException("no time, was " + text);
        }
        return instant.getEpochSecond() * SECONDS.nanos + instant.getNano();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }
}
