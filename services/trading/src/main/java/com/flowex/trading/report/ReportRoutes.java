package com.flowex.trading.report;

import com.flowex.desk.InstrumentDirectory;
import com.flowex.desk.OwnView;
import com.flowex.edge.access.Permission;
import com.flowex.edge.http.Access;
import com.flowex.edge.http.Routes;
import com.flowex.ground.database.RowSource;

/** Reports of a whole exchange, for those who may read its audit log. */
public final class ReportRoutes {

    private static final int WEIGHT = 50;

    private ReportRoutes() {}

    public static Routes of(RowSource history, InstrumentDirectory directory, OwnView view) {
        ReportQueries fills = new ReportQueries(history);
        Access audit = Access.of(Permission.AUDIT_READ);
        String reports = "/api/v1/reports/";
        return new Routes()
                .get(reports + "executions", audit, TradeReportEndpoint.executions(directory, fills, view))
                .query(ReportPages.NAMES)
                .weight(WEIGHT)
                .get(reports + "trades", audit, TradeReportEndpoint.trades(directory, fills, view))
                .query(ReportPages.NAMES)
                .weight(WEIGHT)
                .get(reports + "regulatory", audit, TradeReportEndpoint.regulatory(directory, fills, view))
                .query(ReportPages.NAMES)
                .weight(WEIGHT)
                .get(reports + "fees", audit, new FeeReportEndpoint(directory, new FeeQueries(history), view))
                .query(FeeReportEndpoint.NAMES)
                .weight(WEIGHT);
    }
}
