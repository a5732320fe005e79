package com.flowex.wallet.books;

import com.flowex.desk.LogTime;
import com.flowex.edge.http.IsoTime;
import com.flowex.wallet.journal.JournalQueries;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Log time as days of books: of UTC. */
final class BookDates {

    private BookDates() {}

    static LocalDate of(long nanos) {
        return LocalDate.ofInstant(LogTime.instant(nanos), ZoneOffset.UTC);
    }

    /** The day of what was there before. */
    static LocalDate first(JournalQueries.Stretch stretch) {
        return of(stretch.span().fromNanos());
    }

    /** The day of what is there in the end: the last of the stretch; of one without an end, of its last entry. */
    static LocalDate last(JournalQueries.Stretch stretch, LocalDate ofLastEntry) {
        return stretch.span().toNanos() == Long.MAX_VALUE
                ? ofLastEntry
                : of(stretch.span().toNanos() - 1);
    }

    static String shown(JournalQueries.Stretch stretch) {
        LogTime.Span span = stretch.span();
        return (span.fromNanos() == 0 ? "from the beginning" : "from " + IsoTime.ofNanos(span.fromNanos()))
                + (span.toNanos() == Long.MAX_VALUE ? "" : " to before " + IsoTime.ofNanos(span.toNanos()));
    }
}
