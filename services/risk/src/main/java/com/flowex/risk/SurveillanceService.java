package com.flowex.risk;

import com.flowex.access.Edge;
import com.flowex.access.http.route.Routes;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.database.Database;
import com.flowex.risk.api.CaseRoutes;
import com.flowex.risk.app.judging.SurveillanceLog;
import com.flowex.risk.app.suspicion.CaseRestrictions;
import com.flowex.risk.app.suspicion.CaseService;
import com.flowex.risk.app.suspicion.CaseUsers;
import com.flowex.risk.store.suspicion.CaseNotesTable;
import com.flowex.risk.store.suspicion.JudgingProgressTable;
import com.flowex.risk.store.suspicion.SurveillanceCasesTable;
import java.time.InstantSource;

/**
 * Wiring of surveillance: the routes of its cases. Its tables are those of {@link RiskTables}, which start first.
 */
public final class SurveillanceService {

    private final Routes routes;

    /**
     * Wires the service.
     *
     * @param markets listed markets
     * @param people lookup of users
     */
    public SurveillanceService(Edge edge, InstrumentDirectory markets, SurveillanceLog log, CaseUsers people) {
        this(edge, markets, log, people, InstantSource.system());
    }

    SurveillanceService(
            Edge edge, InstrumentDirectory markets, SurveillanceLog log, CaseUsers people, InstantSource clock) {
        Database database = edge.platform().database();
        SurveillanceCasesTable cases = new SurveillanceCasesTable(database);
        this.routes = new CaseRoutes(
                        new CaseRoutes.Tables(
                                cases, new CaseNotesTable(database), new JudgingProgressTable(database), log.place()),
                        new CaseService(database, people, clock),
                        new CaseRestrictions(database, cases, people, edge.audit(), clock),
                        people,
                        markets,
                        clock)
                .routes();
    }

    public Routes routes() {
        return routes;
    }
}
