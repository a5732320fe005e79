package com.flowex.trading.store.report;

import com.flowex.domain.value.InstrumentId;
import com.flowex.orderentry.LogTime;
import org.jspecify.annotations.Nullable;

/**
 * Filter of a report of a tenant's trades.
 *
 * @param fromSequence sequence of the first event, inclusive
 * @param toSequence sequence of the last event, inclusive
 * @param executed range of log time
 * @param instrument null for all
 * @param account null for all
 */
public record ReportFilter(
        int tenant,
        long fromSequence,
        long toSequence,
        LogTime.Span executed,
        @Nullable InstrumentId instrument,
        @Nullable Long account) {}
