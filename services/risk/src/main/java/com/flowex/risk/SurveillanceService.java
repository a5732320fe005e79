package com.flowex.risk;

import com.flowex.desk.InstrumentDirectory;
import com.flowex.edge.Edge;
import com.flowex.edge.http.Routes;
import com.flowex.ground.database.Database;
import com.flowex.risk.judging.JudgedLog;
import com.flowex.risk.judging.JudgedTable;
import com.flowex.risk.judging.LogJudging;
import com.flowex.risk.suspicion.CaseDesk;
import com.flowex.risk.suspicion.CaseLetters;
import com.flowex.risk.suspicion.CaseNotesTable;
import com.flowex.risk.suspicion.CasePeople;
import com.flowex.risk.suspicion.CaseRestraints;
import com.flowex.risk.suspicion.SuspicionsTable;
import com.flowex.risk.suspicion.ToldCasesTable;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Wiring of surveillance: the judging of the log, and its cases. Its tables are those of {@link RiskService}, which
 * starts first.
 */
public final class SurveillanceService {

    private final LogJudging judging;
    private final CaseRestraints restraints;
    private final CaseLetters letters;
    private final SuspicionsTable cases;
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
            Edge edge, RiskSettings settings, InstrumentDirectory markets, JudgedLog log, CasePeople people) {
        this(edge, settings, markets, log, people, InstantSource.system());
    }

    SurveillanceService(
            Edge edge,
            RiskSettings settings,
            InstrumentDirectory markets,
            JudgedLog log,
            CasePeople people,
            InstantSource clock) {
        Database database = edge.ground().database();
        JudgedTable judged = new JudgedTable(database);
        this.cases = new SuspicionsTable(database);
        this.judging = new LogJudging(database, judged, log, clock);
        this.restraints = new CaseRestraints(database, cases, people, edge.audit(), clock);
        this.letters = new CaseLetters(new ToldCasesTable(database), people);
        this.known = settings.cases();
        this.clock = clock;
        this.routes = new CaseRoutes(
                        new CaseRoutes.Tables(cases, new CaseNotesTable(database), judged, log.place()),
                        new CaseDesk(database, people, clock),
                        restraints,
                        people,
                        markets,
                        clock)
                .routes();
    }

    /** Returns the task that judges new events. */
    public LogJudging judging() {
        return judging;
    }

    /** Returns the task that applies the restrictions of cases. */
    public CaseRestraints restraints() {
        return restraints;
    }

    /** Returns the task that notifies administrators of new cases. */
    public CaseLetters letters() {
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
