package com.flowex.wallet.app.history;

import com.flowex.orderentry.LogTime;
import com.flowex.platform.errors.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Past moment as a caller names it: {@code as_of}, the number of an event or a time. */
public sealed interface BalanceTime {

    String FIELD = "as_of";

    /** The moment after the command that this event belongs to. */
    record Event(long sequence) implements BalanceTime {}

    /** The moment after every command of this log time or earlier. */
    record Time(long nanos) implements BalanceTime {}

    /**
     * Reads the moment that a caller names; empty for now.
     *
     * @throws Refusal {@code invalid_field} if it is neither a number nor a time
     */
    static Optional<BalanceTime> of(Function<String, Optional<String>> named) {
        return named.apply(FIELD).map(BalanceTime::parsed);
    }

    /**
     * Parses a moment.
     *
     * @throws Refusal {@code invalid_field} if it is neither a number nor a time
     */
    static BalanceTime parsed(String text) {
        try {
            if (text.chars().allMatch(each -> each >= '0' && each <= '9')) {
                return new Event(Long.parseLong(text));
            }
            return new Time(LogTime.nanos(Instant.parse(text)));
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw Refusal.invalid(FIELD, "the number of an event, or a time such as 2026-11-20T09:30:00Z");
        }
    }
}
