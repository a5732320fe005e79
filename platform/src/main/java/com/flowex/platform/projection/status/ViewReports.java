package com.flowex.platform.projection.status;

import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.projection.tenant.StoppedTenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Progress reports of the processes' views, in the table platform.view_reports. Their times are the database's; only
 * the last seconds count.
 */
final class ViewReports {

    private static final String REPORT = """
            INSERT INTO platform.view_reports (view, process, is_kept, sequence, stage, since, why, stopped, stopped_shown,
                stopped_events, stopped_why, told_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, now())
            ON CONFLICT (view, process) DO UPDATE SET is_kept = excluded.is_kept, sequence = excluded.sequence,
                stage = excluded.stage, since = excluded.since, why = excluded.why, stopped = excluded.stopped,
                stopped_shown = excluded.stopped_shown, stopped_events = excluded.stopped_events,
                stopped_why = excluded.stopped_why, told_at = excluded.told_at""";

    private static final String FORGET =
            "DELETE FROM platform.view_reports WHERE abs(extract(epoch FROM now() - told_at)) > 60";
    private static final String WITHDRAW = "DELETE FROM platform.view_reports WHERE process = ?";

    /** Selects, for each view, the report of the process that writes it, otherwise the furthest one. */
    private static final String OTHERS = """
            SELECT DISTINCT ON (view) view, is_kept, sequence, stage, since, why, stopped, stopped_shown, stopped_events,
                stopped_why
            FROM platform.view_reports
            WHERE process <> ? AND abs(extract(epoch FROM now() - told_at)) < 10
            ORDER BY view, is_kept DESC, sequence DESC""";

    private ViewReports() {}

    static void report(Transaction connection, String process, ViewState view) {
        List<StoppedTenant> stopped = view.stopped();
        Sql.execute(
                connection,
                REPORT,
                view.name(),
                process,
                view.isKept(),
                view.sequence(),
                view.rebuild().stage().name().toLowerCase(Locale.ROOT),
                view.rebuild().at().atOffset(ZoneOffset.UTC),
                view.rebuild().why(),
                stopped.stream().mapToInt(StoppedTenant::tenant).toArray(),
                stopped.stream().mapToLong(StoppedTenant::shown).toArray(),
                stopped.stream().mapToLong(StoppedTenant::event).toArray(),
                stopped.stream().map(StoppedTenant::why).toArray(String[]::new));
    }

    static int forget(Transaction connection) {
        return Sql.execute(connection, FORGET);
    }

    static int withdraw(Transaction connection, String process) {
        return Sql.execute(connection, WITHDRAW, process);
    }

    static List<ViewState> others(Transaction connection, String process) {
        return Sql.all(connection, ViewReports::row, OTHERS, process);
    }

    private static ViewState row(ResultSet row) throws SQLException {
        Integer[] tenants = (Integer[]) row.getArray("stopped").getArray();
        Long[] shown = (Long[]) row.getArray("stopped_shown").getArray();
        Long[] events = (Long[]) row.getArray("stopped_events").getArray();
        String[] whys = (String[]) row.getArray("stopped_why").getArray();
        List<StoppedTenant> stopped = new ArrayList<>();
        for (int i = 0; i < tenants.length; i++) {
            stopped.add(new StoppedTenant(tenants[i], shown[i], events[i], whys[i]));
        }
        return new ViewState(
                row.getString("view"),
                row.getBoolean("is_kept"),
                row.getLong("sequence"),
                stopped,
                new RebuildableView.Rebuild(
                        RebuildableView.Stage.valueOf(row.getString("stage").toUpperCase(Locale.ROOT)),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        row.getString("why")));
    }
}
