package com.flowex.trading.report;

import com.flowex.desk.LogTime;
import com.flowex.domain.InstrumentId;
import org.jspecify.annotations.Nullable;

/**
 * What of a tenant's trading is wanted.
 *
 * @param fromSequence not before this event
 * @param toSequence not behind this event
 * @param executed log time
 * @param instrument null for all
 * @param account null for all
 */
record ReportFilter(
        int tenant,
        long fromSequence,
        long toSequence,
        LogTime.Span executed,
        @Nullable InstrumentId instrument,
        @Nullable Long account) {}
