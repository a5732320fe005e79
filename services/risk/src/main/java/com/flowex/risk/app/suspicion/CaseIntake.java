package com.flowex.risk.app.suspicion;

import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.risk.store.suspicion.CaseDecision;
import com.flowex.risk.store.suspicion.CaseIncidents;
import com.flowex.risk.store.suspicion.CaseIncidents.ClosedCase;
import com.flowex.risk.store.suspicion.CaseIncidents.OpenCase;
import com.flowex.risk.store.suspicion.CaseNote;
import com.flowex.risk.store.suspicion.CaseNotesTable;
import com.flowex.risk.store.suspicion.CaseProposal;
import com.flowex.risk.store.suspicion.CaseState;
import com.flowex.risk.store.suspicion.SurveillanceCasesTable;
import com.flowex.risk.store.suspicion.SuspectedAbuse;
import com.flowex.risk.store.suspicion.SuspicionCase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * Evidence that another part of the exchange takes back.
     *
     * @param piece piece that says so, of the same order as the earlier one
     * @param requestedBy user who requested it
     * @param approvedBy user who approved it
     */
    public record Retraction(SuspectedAbuse.Shown piece, long requestedBy, long approvedBy) {}

    /** Effect of a retraction. */
    public enum Retracted {
        NO_CASE,
        STAYS_OPEN,
        DISMISSED,
        WAS_DISMISSED,
        WAS_CONFIRMED
    }

    /**
     * Takes evidence out of a case. The piece that says so is added, so a proposal that was made before is refused until
     * it is seen. A case that has no other evidence is dismissed by the two users of the retraction. A closed case gets a
     * note alone: people lift a restriction that follows from it.
     */
    public static Retracted retract(Transaction transaction, int tenant, long id, Retraction retraction, Instant now) {
        SuspicionCase held =
                SurveillanceCasesTable.hold(transaction, tenant, id).orElse(null);
        if (held == null) {
            return Retracted.NO_CASE;
        }
        SuspectedAbuse.Shown piece = retraction.piece;
        String reason = "evidence of trade " + piece.order() + " was withdrawn";
        CaseNote.Draft withdrawn = new CaseNote.Draft(CaseNote.EXCHANGE, now, CaseNote.NoteKind.NOTE, reason);
        if (held.state().isClosed()) {
            CaseNotesTable.add(transaction, tenant, id, withdrawn);
            return held.state() == CaseState.CONFIRMED ? Retracted.WAS_CONFIRMED : Retracted.WAS_DISMISSED;
        }
        CaseIncidents.retract(transaction, tenant, id, piece, now);
        List<SuspectedAbuse.Shown> evidence = new ArrayList<>(held.abuse().evidence());
        evidence.add(piece);
        if (hasOther(evidence, piece.shows())) {
            CaseNotesTable.add(transaction, tenant, id, withdrawn);
            return Retracted.STAYS_OPEN;
        }
        int events = held.abuse().events() + 1;
        CaseProposal dismissal =
                new CaseProposal(CaseDecision.DISMISSED, retraction.requestedBy, now, reason, events, null);
        SurveillanceCasesTable.change(transaction, tenant, held.closed(dismissal, retraction.approvedBy, now), now);
        CaseNotesTable.add(
                transaction,
                tenant,
                id,
                new CaseNote.Draft(
                        retraction.requestedBy,
                        now,
                        CaseNote.NoteKind.PROPOSED,
                        CaseDecision.DISMISSED.word() + ": " + reason));
        CaseNotesTable.add(
                transaction,
                tenant,
                id,
                new CaseNote.Draft(
                        retraction.approvedBy, now, CaseNote.NoteKind.APPROVED, CaseDecision.DISMISSED.word()));
        return Retracted.DISMISSED;
    }

    /** True if a trade has more pieces than were taken back. */
    private static boolean hasOther(List<SuspectedAbuse.Shown> evidence, String retracted) {
        Map<String, Integer> left = new HashMap<>();
        evidence.forEach(each -> left.merge(each.order(), each.shows().equals(retracted) ? -1 : 1, Integer::sum));
        return left.values().stream().anyMatch(pieces -> pieces > 0);
    }

    /** Returns those of the cases that are closed. */
    public static List<ClosedCase> closed(Transaction transaction, int tenant, Set<Long> cases) {
        return CaseIncidents.closed(transaction, tenant, cases);
    }
}
