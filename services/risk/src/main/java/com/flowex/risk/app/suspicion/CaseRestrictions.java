package com.flowex.risk.app.suspicion;

import com.flowex.audit.AuditEntry;
import com.flowex.audit.AuditLog;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.risk.app.daily.DailyScoring.Progress;
import com.flowex.risk.store.suspicion.CaseNote;
import com.flowex.risk.store.suspicion.CaseNotesTable;
import com.flowex.risk.store.suspicion.CaseProposal;
import com.flowex.risk.store.suspicion.CaseRestriction;
import com.flowex.risk.store.suspicion.RestrictionState;
import com.flowex.risk.store.suspicion.SurveillanceCasesTable;
import com.flowex.risk.store.suspicion.SuspicionCase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the restrictions of confirmed cases. The same transaction restricts the user and marks the case as done, so a
 * restriction is applied once, even with concurrent attempts. A refused or failed restriction stays pending, keeps its
 * reason, and is tried again.
 */
public final class CaseRestrictions {

    private static final Logger LOG = LoggerFactory.getLogger(CaseRestrictions.class);

    private static final int PAGE = 100;
    private static final int NOTE_LENGTH_MAX = 300;
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int DOUBLINGS_MAX = 7;

    private final Database database;
    private final SurveillanceCasesTable cases;
    private final CaseUsers people;
    private final AuditLog audit;
    private final InstantSource clock;

    public CaseRestrictions(
            Database database, SurveillanceCasesTable cases, CaseUsers people, AuditLog audit, InstantSource clock) {
        this.database = database;
        this.cases = cases;
        this.people = people;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Applies all restrictions that are due.
     *
     * @return one line that summarises the run
     */
    public String run(int tenant, Progress progress) {
        Instant start = clock.instant(); // restrictions postponed in this run are due in a later one
        int done = 0;
        int tried = 0;
        List<SuspicionCase> page;
        do {
            page = cases.due(tenant, start, PAGE);
            for (SuspicionCase each : page) {
                done += carryOut(tenant, each) ? 1 : 0;
                tried++;
                progress.at(50, done + " restrictions");
            }
        } while (page.size() == PAGE);
        return done + " of " + tried + " restrictions carried out";
    }

    /** Tries to apply a case's restriction now; returns true if it is no longer pending. */
    public boolean carryOut(int tenant, SuspicionCase of) {
        CaseProposal how = of.proposal();
        Long by = of.decidedBy();
        if (how == null
                || how.restriction() == null
                || by == null
                || of.restrictionState() != RestrictionState.PENDING) {
            return false;
        }
        try {
            return restrict(tenant, of.id(), how.restriction(), how.reason(), by);
        } catch (RuntimeException why) {
            LOG.warn("the restriction of case {} of tenant {} is tried again: {}", of.id(), tenant, why.toString());
            putOff(tenant, of, why);
            return false;
        }
    }

    private boolean restrict(int tenant, long id, CaseRestriction restriction, String reason, long by) {
        String ends = restriction.endsAt();
        CaseUsers.RestrictionOrder order = new CaseUsers.RestrictionOrder(
                tenant,
                restriction.account(),
                restriction.kind(),
                "case " + id + ": " + reason,
                by,
                ends == null ? null : Instant.parse(ends));
        boolean isDone =
                switch (people.restrict(
                        order,
                        transaction -> end(transaction, tenant, id, RestrictionState.DONE, restriction.kind()))) {
                    case CaseUsers.RestrictionResult.Done _ -> true;
                    case CaseUsers.RestrictionResult.Already(String why) -> end(tenant, id, RestrictionState.DONE, why);
                    case CaseUsers.RestrictionResult.UnknownUser _ ->
                        end(
                                tenant,
                                id,
                                RestrictionState.VOID,
                                "there is no owner of the account " + restriction.account());
                };
        if (isDone) {
            record(tenant, id, restriction);
        }
        return isDone;
    }

    private boolean end(int tenant, long id, RestrictionState state, String note) {
        try {
            return database.transaction(tenant, transaction -> end(transaction, tenant, id, state, note));
        } catch (Refusal done) {
            return false;
        }
    }

    /** @throws Refusal if it is not pending: then the rest of the transaction is not done either */
    private boolean end(Transaction transaction, int tenant, long id, RestrictionState state, String note) {
        if (!SurveillanceCasesTable.restrained(transaction, tenant, id, state, note)) {
            throw new Refusal(RefusalCode.ALREADY_DECIDED, "the restriction of case " + id + " is not pending");
        }
        CaseNote.Draft entry =
                new CaseNote.Draft(CaseNote.EXCHANGE, clock.instant(), CaseNote.NoteKind.RESTRICTED, note);
        CaseNotesTable.add(transaction, tenant, id, entry);
        return true;
    }

    private void putOff(int tenant, SuspicionCase of, RuntimeException why) {
        Duration pause = PAUSE.multipliedBy(1L << Math.min(of.restrictionTries(), DOUBLINGS_MAX));
        String text = String.valueOf(why.getMessage());
        String note = text.substring(0, Math.min(text.length(), NOTE_LENGTH_MAX));
        try {
            cases.later(tenant, of.id(), clock.instant().plus(pause), note);
        } catch (RuntimeException away) {
            // The database is away: the restriction stays pending and due.
            LOG.warn("the pause of case {} of tenant {} is not stored: {}", of.id(), tenant, away.toString());
        }
    }

    private void record(int tenant, long id, CaseRestriction restriction) {
        audit.recordSoon(new AuditEntry(
                tenant,
                "system",
                "restriction of a case",
                new AuditEntry.Change(
                        "surveillance case " + id,
                        "",
                        "{\"account\":" + restriction.account() + ",\"restriction\":\"" + restriction.kind() + "\"}"),
                "carried out",
                "",
                "surveillance-case-" + id));
    }
}
