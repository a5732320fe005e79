package com.flowex.wallet.app.accounting;

import com.flowex.access.http.response.IsoTime;
import com.flowex.orderentry.LogTime;
import com.flowex.wallet.store.journal.JournalQueries;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Conversion of log time into accounting dates, in UTC. */
final class AccountingDates {

    private AccountingDates() {}

    static LocalDate of(long nanos) {
        return LocalDate.ofInstant(LogTime.instant(nanos), ZoneOffset.UTC);
    }

    /** Returns the date of the opening balances. */
    static LocalDate first(JournalQueries.JournalRange range) {
        return of(range.span().fromNanos());
    }

    /**
     * Returns the date of the closing balances: the last day of the range, or that of the last entry where the range
     * has no end.
     */
    static LocalDate last(JournalQueries.JournalRange range, LocalDate ofLastEntry) {
        return range.span().toNanos() == Long.MAX_VALUE
                ? ofLastEntry
                : of(range.span().toNanos() - 1);
    }

    static String shown(JournalQueries.JournalRange range) {
        LogTime.Span span = range.span();
        return (span.fromNanos() == 0 ? "from the beginning" : "from " + IsoTime.ofNanos(span.fromNanos()))
                + (span.toNanos() == Long.MAX_VALUE ? "" : " to before " + IsoTime.ofNanos(span.toNanos()));
    }
}
