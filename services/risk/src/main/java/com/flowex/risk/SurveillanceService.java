package com.flowex.risk;

import com.flowex.access.Edge;
import com.flowex.access.http.route.Routes;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.database.Database;
import com.flowex.risk.api.CaseRoutes;
import com.flowex.risk.app.judging.LogSurveillance;
import com.flowex.risk.app.judging.SurveillanceLog;
import com.flowex.risk.app.suspicion.CaseNotifications;
import com.flowex.risk.app.suspicion.CaseRestrictions;
import com.flowex.risk.app.suspicion.CaseService;
import com.flowex.risk.app.suspicion.CaseUsers;
import com.flowex.risk.store.suspicion.CaseNotesTable;
import com.flowex.risk.store.suspicion.CaseNotificationsTable;
import com.flowex.risk.store.suspicion.JudgingProgressTable;
import com.flowex.risk.store.suspicion.SurveillanceCasesTable;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Wiring of surveillance: the judging of the log, and its cases. Its tables are those of {@link RiskService}, which
 * starts first.
 */
public final class SurveillanceService {

    private final LogSurveillance judging;
    private final CaseRestrictions restraints;
    private final CaseNotifications letters;
    private final SurveillanceCasesTable cases;
    private final Duration known;
    private final InstantSource clock;
    private final Routes routes;

    /**
     * Wires the service.
     *
     * @param markets listed markets
     * @param people lookup of users
     */
    public SurveillanceService(
            Edge edge, RiskSettings settings, InstrumentDirectory markets, SurveillanceLog log, CaseUsers people) {
        this(edge, settings, markets, log, people, InstantSource.system());
    }

    SurveillanceService(
            Edge edge,
            RiskSettings settings,
            InstrumentDirectory markets,
            SurveillanceLog log,
            CaseUsers people,
            InstantSource clock) {
        Database database = edge.ground().database();
        JudgingProgressTable judged = new JudgingProgressTable(database);
        this.cases = new SurveillanceCasesTable(database);
        this.judging = new LogSurveillance(database, judged, log, clock);
        this.restraints = new CaseRestrictions(database, cases, people, edge.audit(), clock);
        this.letters = new CaseNotifications(new CaseNotificationsTable(database), people);
        this.known = settings.cases();
        this.clock = clock;
        this.routes = new CaseRoutes(
                        new CaseRoutes.Tables(cases, new CaseNotesTable(database), judged, log.place()),
                        new CaseService(database, people, clock),
                        restraints,
                        people,
                        markets,
                        clock)
                .routes();
    }

    /** Returns the task that judges new events. */
    public LogSurveillance judging() {
        return judging;
    }

    /** Returns the task that applies the restrictions of cases. */
    public CaseRestrictions restraints() {
        return restraints;
    }

    /** Returns the task that notifies administrators of new cases. */
    public CaseNotifications letters() {
        return letters;
    }

    /** Deletes a tenant's cases that were closed before the retention period; returns one line with their number. */
    public String forget(int tenant) {
        return cases.forget(tenant, clock.instant().minus(known)) + " closed cases forgotten";
    }

    public Routes routes() {
        return routes;
    }
}
