package com.flowex.binance.trade;

import com.flowex.binance.call.Params;
import com.flowex.binance.dialect.BinanceErrorCode;
import java.util.OptionalLong;

/**
 * Range of log time in a call, at most a day.
 *
 * @param fromNanos first moment, since 1970; empty means from the beginning
 * @param toNanos end, exclusive, since 1970; empty means without end
 */
record DayRange(OptionalLong fromNanos, OptionalLong toNanos) {

    private static final long MILLIS_MAX = Long.MAX_VALUE / SpotOrder.NANOS_PER_MILLI - 1;
    private static final long DAY_MILLIS = 86_400_000;

    /** @throws com.flowex.platform.errors.Refusal if the range is longer than a day, or ends before it begins */
    static DayRange of(Params params) {
        OptionalLong from = params.number("startTime", 0, MILLIS_MAX);
        OptionalLong to = params.number("endTime", 0, MILLIS_MAX);
        if (from.isPresent() && to.isPresent()) {
            if (to.getAsLong() < from.getAsLong()) {
                throw BinanceErrorCode.INVALID_PARAMETER.refusal(
                        "Data sent for parameter 'endTime' is not valid: it must not be before 'startTime'.");
            }
            if (to.getAsLong() - from.getAsLong() > DAY_MILLIS) {
                throw BinanceErrorCode.MORE_THAN_A_DAY.refusal("More than 24 hours between startTime and endTime.");
            }
        }
        return new DayRange(nanos(from, 0), nanos(to, 1));
    }

    private static OptionalLong nanos(OptionalLong millis, int more) {
        return millis.isEmpty() ? millis : OptionalLong.of((millis.getAsLong() + more) * SpotOrder.NANOS_PER_MILLI);
    }

    boolean isAllOfTime() {
        return fromNanos.isEmpty() && toNanos.isEmpty();
    }
}
