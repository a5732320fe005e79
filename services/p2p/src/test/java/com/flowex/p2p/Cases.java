package com.flowex.p2p;

import com.flowex.p2p.app.report.CaseBook;
import com.flowex.p2p.store.report.Report;
import com.flowex.platform.database.transaction.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Stands for the cases of surveillance, which have tests of their own. */
final class Cases implements CaseBook {

    /** Incidents by the number of their case, from 1. */
    final List<Incident> opened = new ArrayList<>();

    /** Outcomes by the number of the case. */
    final Map<Long, Report.State> outcomes = new HashMap<>();

    @Override
    public long open(Transaction transaction, int tenant, Incident incident, Instant now) {
        opened.add(incident);
        return opened.size();
    }

    /** Retractions by the number of their case. */
    final Map<Long, Retraction> retracted = new HashMap<>();

    @Override
    public Effect retract(Transaction transaction, int tenant, long caseId, Retraction retraction, Instant now) {
        retracted.put(caseId, retraction);
        return Effect.DISMISSED;
    }

    @Override
    public Map<Long, Report.State> closed(Transaction transaction, int tenant, Set<Long> cases) {
        Map<Long, Report.State> closed = new HashMap<>(outcomes);
        closed.keySet().retainAll(cases);
        return closed;
    }
}
