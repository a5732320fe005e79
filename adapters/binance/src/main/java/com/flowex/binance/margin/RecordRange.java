package com.flowex.binance.margin;

import com.flowex.binance.call.Params;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.dialect.TimestampUnit;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.orderentry.LogTime;
import com.flowex.wallet.store.margin.LoanHistory.HistoryPage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Page of records that a call names.
 *
 * @param span log time of the records
 * @param offset number of newer records to leave out
 * @param limit largest number of records
 */
record RecordRange(LogTime.Span span, long offset, int limit) {

    private static final int SIZE = 10;
    private static final int SIZE_MAX = 100;
    private static final int PAGES_MAX = 100_000;
    private static final Duration WEEK = Duration.ofDays(7);

    /** Reads {@code startTime}, {@code endTime}, {@code current} and {@code size}. */
    static RecordRange of(Params params, InstantSource clock) {
        int size = params.number("size", SIZE, 1, SIZE_MAX);
        int current = params.number("current", 1, 1, PAGES_MAX);
        return new RecordRange(span(params, clock), (current - 1L) * size, size);
    }

    /**
     * Reads {@code startTime} and {@code endTime}. Without a start the range is the week before its end.
     *
     * @throws com.flowex.platform.errors.Refusal if it ends before it begins
     */
    static LogTime.Span span(Params params, InstantSource clock) {
        OptionalLong last = params.fromNanos("endTime");
        long until = params.untilNanos("endTime").orElse(Long.MAX_VALUE);
        long start = params.fromNanos("startTime")
                .orElseGet(() ->
                        Math.max(0, last.orElse(TimestampUnit.MILLISECOND.nanos(clock.millis())) - WEEK.toNanos()));
        if (until <= start) {
            throw BinanceErrorCode.BAD_DATE_RANGE.refusal(
                    "Your input date is invalid. ('endTime' must not be before 'startTime')");
        }
        return new LogTime.Span(start, until);
    }

    HistoryPage page(AccountId account, Optional<AssetId> asset) {
        return new HistoryPage(account, asset.map(AssetId::value).orElse(null), span, offset, limit);
    }

    static long millis(long nanos) {
        return TimestampUnit.MILLISECOND.of(nanos);
    }
}
