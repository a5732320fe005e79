package com.flowex.risk;

import com.flowex.access.Edge;
import com.flowex.platform.database.Database;
import com.flowex.risk.app.judging.LogSurveillance;
import com.flowex.risk.app.judging.SurveillanceLog;
import com.flowex.risk.app.suspicion.CaseNotifications;
import com.flowex.risk.app.suspicion.CaseRestrictions;
import com.flowex.risk.app.suspicion.CaseUsers;
import com.flowex.risk.store.suspicion.CaseNotificationsTable;
import com.flowex.risk.store.suspicion.JudgingProgressTable;
import com.flowex.risk.store.suspicion.SurveillanceCasesTable;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Judging of the log and what follows from its cases, which tasks run. The tables are those of {@link RiskTables},
 * which start first.
 */
public final class SurveillanceComputations {

    private final LogSurveillance judging;
    private final CaseRestrictions restrictions;
    private final CaseNotifications letters;
    private final SurveillanceCasesTable cases;
    private final Duration known;
    private final InstantSource clock;

    /**
     * Wires the computations.
     *
     * @param people lookup of users
     */
    public SurveillanceComputations(Edge edge, RiskSettings settings, SurveillanceLog log, CaseUsers people) {
        this(edge, settings, log, people, InstantSource.system());
    }

    SurveillanceComputations(
            Edge edge, RiskSettings settings, SurveillanceLog log, CaseUsers people, InstantSource clock) {
        Database database = edge.platform().database();
        this.cases = new SurveillanceCasesTable(database);
        this.judging = new LogSurveillance(database, new JudgingProgressTable(database), log, clock);
        this.restrictions = new CaseRestrictions(database, cases, people, edge.audit(), clock);
        this.letters = new CaseNotifications(new CaseNotificationsTable(database), people);
        this.known = settings.cases();
        this.clock = clock;
    }

    /** Returns the task that judges new events. */
    public LogSurveillance judging() {
        return judging;
    }

    /** Returns the task that applies the restrictions of cases. */
    public CaseRestrictions caseRestrictions() {
        return restrictions;
    }

    /** Returns the task that notifies administrators of new cases. */
    public CaseNotifications letters() {
        return letters;
    }

    /** Deletes a tenant's cases that were closed before the retention period; returns one line with their number. */
    public String forget(int tenant) {
        return cases.forget(tenant, clock.instant().minus(known)) + " closed cases forgotten";
    }
}
