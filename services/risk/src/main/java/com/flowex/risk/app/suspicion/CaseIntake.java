package com.flowex.risk.app.suspicion;

import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.risk.store.suspicion.CaseIncidents;
import com.flowex.risk.store.suspicion.CaseIncidents.ClosedCase;
import com.flowex.risk.store.suspicion.CaseIncidents.OpenCase;
import com.flowex.risk.store.suspicion.SurveillanceCasesTable;
import com.flowex.risk.store.suspicion.SuspectedAbuse;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Cases that another part of the exchange opens, about people and no market. There is at most one open case of a
 * pattern and its accounts: what is found meanwhile is added to its evidence.
 */
public final class CaseIntake {

    /** Maximum number of open cases without a market of a tenant, so that the log's own cases keep their room. */
    static final int OPEN_MAX = 2_000;

    /** Maximum number of events that a case shows. */
    public static final int EVIDENCE_MAX = 100;

    private CaseIntake() {}

    /**
     * Opens a case, or adds the evidence to the open one of the same pattern and accounts.
     *
     * @return number of the case
     * @throws Refusal {@code p2p_limit} if the case has all the evidence that it may have, or the tenant all the cases
     */
    public static long open(Transaction transaction, int tenant, SuspectedAbuse abuse, Instant now) {
        CaseIncidents.lock(transaction, tenant, abuse.pattern());
        OpenCase known = CaseIncidents.openOf(transaction, tenant, abuse).orElse(null);
        if (known == null) {
            if (CaseIncidents.openWithoutMarket(transaction, tenant, OPEN_MAX) >= OPEN_MAX) {
                throw new Refusal(
                        RefusalCode.P2P_LIMIT, "moderators have as many cases as they may have: try again later");
            }
            SurveillanceCasesTable.add(transaction, tenant, abuse, now);
            return CaseIncidents.openOf(transaction, tenant, abuse)
                    .orElseThrow()
                    .id();
        }
        if (known.events() + abuse.events() > EVIDENCE_MAX) {
            // Reporters read it: it names neither the case nor how many have reported.
            throw new Refusal(
                    RefusalCode.P2P_LIMIT, "moderators have enough evidence to decide this: try again when they have");
        }
        CaseIncidents.add(transaction, tenant, known.id(), abuse);
        return known.id();
    }

    /** Returns those of the cases that are closed. */
    public static List<ClosedCase> closed(Transaction transaction, int tenant, Set<Long> cases) {
        return CaseIncidents.closed(transaction, tenant, cases);
    }
}
