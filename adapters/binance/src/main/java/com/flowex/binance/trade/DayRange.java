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

    private static final long DAY_NANOS = 86_400_000_000_000L;

    /** @throws com.flowex.platform.errors.Refusal if the range is longer than a day, or ends before it begins */
    static DayRange of(Params params) {
        OptionalLong from = params.fromNanos("startTime");
        OptionalLong last = params.fromNanos("endTime");
        OptionalLong until = params.untilNanos("endTime");
        if (from.isPresent() && until.isPresent()) {
            if (until.getAsLong() <= from.getAsLong()) {
                throw BinanceErrorCode.INVALID_PARAMETER.refusal(
                        "Data sent for parameter 'endTime' is not valid: it must not be before 'startTime'.");
            }
            if (last.orElseThrow() - from.getAsLong() > DAY_NANOS) {
                throw BinanceErrorCode.MORE_THAN_A_DAY.refusal("More than 24 hours between startTime and endTime.");
            }
        }
        return new DayRange(from, until);
    }

    boolean isAllOfTime() {
        return fromNanos.isEmpty() && toNanos.isEmpty();
    }
}
