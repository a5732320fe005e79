package com.flowex.trading.api.report;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Routes;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.trading.store.report.FeeQueries;
import com.flowex.trading.store.report.ReportQueries;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Routes of the reports on a whole exchange, for callers who may read its audit log. */
public final class ReportRoutes {

    private static final int WEIGHT = 50;

    private ReportRoutes() {}

    /**
     * Returns the totals of a tenant's markets on a day, by market and side: the fee report's values by column name.
     */
    public static List<Map<String, String>> day(
            FeeQueries fees, InstrumentDirectory directory, ConsistentView view, int tenant, LocalDate day) {
        return new FeeReportEndpoint(directory, fees, view).day(tenant, day);
    }

    public static Routes of(ReportQueries fills, FeeQueries fees, InstrumentDirectory directory, ConsistentView view) {
        Access audit = Access.of(Permission.AUDIT_READ);
        String reports = "/api/v1/reports/";
        return new Routes()
                .get(reports + "executions", audit, TradeReportEndpoint.executions(directory, fills, view))
                .audited()
                .query(ReportPages.NAMES)
                .weight(WEIGHT)
                .get(reports + "trades", audit, TradeReportEndpoint.trades(directory, fills, view))
                .audited()
                .query(ReportPages.NAMES)
                .weight(WEIGHT)
                .get(reports + "regulatory", audit, TradeReportEndpoint.regulatory(directory, fills, view))
                .audited()
                .query(ReportPages.NAMES)
                .weight(WEIGHT)
                .get(reports + "fees", Access.of(Permission.ANALYTICS), new FeeReportEndpoint(directory, fees, view))
                .audited()
                .query(FeeReportEndpoint.NAMES)
                .weight(WEIGHT);
    }
}
