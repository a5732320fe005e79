package com.flowex.trading.report;

import com.flowex.desk.InstrumentDirectory;
import com.flowex.desk.LogTime;
import com.flowex.domain.InstrumentId;
import com.flowex.edge.http.Request;
import com.flowex.ground.refusal.Refusal;
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
        @Nullable Long account) {

    static final String[] NAMES = {"from_sequence", "to_sequence", "from", "to", "symbol", "account", "format"};

    /**
     * As it is named by {@code from_sequence}, {@code to_sequence}, {@code from}, {@code to}, {@code symbol} and {@code account}.
     *
     * @param shown the last event that there is to report of: where the stretch ends if nothing else is said
     */
    static ReportFilter of(Request request, InstrumentDirectory directory, long shown) {
        long from = request.queryNumber("from_sequence", 1, 1, Long.MAX_VALUE);
        long to = request.queryNumber("to_sequence", shown, 0, Long.MAX_VALUE);
        if (to > shown) {
            throw Refusal.invalid("to_sequence", "not behind event " + shown + ", the last that is shown");
        }
        return new ReportFilter(
                request.tenant(),
                from,
                to,
                LogTime.span(request::query),
                instrument(request, directory),
                account(request));
    }

    static @Nullable InstrumentId instrument(Request request, InstrumentDirectory directory) {
        return request.query("symbol")
                .map(symbol -> directory
                        .find(request.tenant(), symbol)
                        .orElseThrow(() -> Refusal.notFound("there is no market " + symbol))
                        .instrument()
                        .id())
                .orElse(null);
    }

    static @Nullable Long account(Request request) {
        return request.query("account").isEmpty() ? null : request.queryNumber("account", 0, 1, Long.MAX_VALUE);
    }
}
