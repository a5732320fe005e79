package com.flowex.risk.app.suspicion;

import com.flowex.access.auth.Caller;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.risk.store.suspicion.CaseDecision;
import com.flowex.risk.store.suspicion.CaseNote;
import com.flowex.risk.store.suspicion.CaseNotesTable;
import com.flowex.risk.store.suspicion.CaseProposal;
import com.flowex.risk.store.suspicion.CaseRestriction;
import com.flowex.risk.store.suspicion.CaseState;
import com.flowex.risk.store.suspicion.SurveillanceCasesTable;
import com.flowex.risk.store.suspicion.SuspicionCase;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;

/**
 * Actions of people on cases. Each change locks the case's row, so the second of two concurrent changes sees the first;
 * each change also adds a note. Four eyes: the proposer of a decision does not approve it, and a user has no access to
 * a case in which their own account is suspected.
 */
public final class CaseService {

    /** Maximum number of a case's notes, those of the exchange included. */
    public static final int NOTES_MAX = 500;

    /** Notes reserved for closing a case. */
    private static final int NOTES_KEPT_FREE = 100;

    private final Database database;
    private final CaseUsers people;
    private final InstantSource clock;

    public CaseService(Database database, CaseUsers people, InstantSource clock) {
        this.database = database;
        this.people = people;
        this.clock = clock;
    }

    private record Changed(SuspicionCase now, CaseNote.NoteKind kind, String text) {}

    @FunctionalInterface
    private interface Change {
        Changed of(SuspicionCase held);
    }

    /** @throws Refusal {@code forbidden} if the account is suspected in the case, or in its evidence */
    public static void requireUninvolved(SuspicionCase each, long account) {
        if (each.abuse().involves(account)) {
            throw Refusal.forbidden("four eyes: users have no part in a case in which their own account is"
                    + " suspected, or in its evidence");
        }
    }

    public CaseNote note(Caller caller, long id, String text) {
        return database.transaction(caller.tenant(), transaction -> {
            SuspicionCase held = hold(transaction, caller, id);
            if (CaseNotesTable.count(transaction, caller.tenant(), id) >= NOTES_MAX - NOTES_KEPT_FREE) {
                throw Refusal.invalid("text", "of another case: this one has as many notes as there may be");
            }
            CaseNote.Draft note = new CaseNote.Draft(caller.userId(), now(), CaseNote.NoteKind.NOTE, text);
            return CaseNotesTable.add(transaction, caller.tenant(), held.id(), note);
        });
    }

    /** Assigns the case to a user. */
    public SuspicionCase assign(Caller caller, long id, long to) {
        OptionalLong account = people.handler(caller.tenant(), to);
        if (account.isEmpty()) {
            throw Refusal.invalid("user", "an active user who may decide of cases");
        }
        return change(caller, id, held -> {
            requireOpen(held);
            if (held.abuse().involves(account.getAsLong())) {
                throw Refusal.invalid("user", "a user whose own account is neither suspected nor in the evidence");
            }
            return new Changed(held.assigned(to), CaseNote.NoteKind.ASSIGNED, "to user " + to);
        });
    }

    public SuspicionCase escalate(Caller caller, long id, String reason) {
        return change(caller, id, held -> {
            requireOpen(held);
            if (held.state() == CaseState.ESCALATED) {
                throw new Refusal(RefusalCode.ALREADY_DECIDED, "case " + id + " is escalated already");
            }
            return new Changed(held.escalated(), CaseNote.NoteKind.ESCALATED, reason);
        });
    }

    /** Proposes a decision for the case. */
    public SuspicionCase propose(Caller caller, long id, CaseProposal how) {
        return change(caller, id, held -> {
            requireOpen(held);
            if (held.proposal() != null) {
                throw new Refusal(
                        RefusalCode.ALREADY_DECIDED,
                        "there is a proposal already how case " + id + " ends: that is approved or refused first");
            }
            requireSeen(held, how.events());
            requireFits(held, how);
            return new Changed(
                    held.proposed(how),
                    CaseNote.NoteKind.PROPOSED,
                    how.decision().word() + ": " + how.reason());
        });
    }

    /** Evidence joins an open case at any time: a decision holds for the evidence that its user saw. */
    private static void requireSeen(SuspicionCase held, int events) {
        int known = held.abuse().events();
        if (events != known) {
            throw new Refusal(
                    RefusalCode.VERSION_CHANGED,
                    "case " + held.id() + " has " + known + " events, and you saw " + events
                            + ": read what was added, and decide then");
        }
    }

    private void requireFits(SuspicionCase held, CaseProposal how) {
        CaseRestriction restriction = how.restriction();
        if (restriction == null) {
            return;
        }
        if (how.decision() != CaseDecision.CONFIRMED) {
            throw Refusal.invalid("restriction", "left out where a case is dismissed");
        }
        if (!held.abuse().isOf(restriction.account())) {
            throw Refusal.invalid("restriction.account", "one of the case's accounts");
        }
    }

    /**
     * Approves the proposal as a second person; the case closes as proposed.
     *
     * @param events number of the case's events that the second person saw
     * @throws Refusal {@code version_changed} if evidence was added since
     */
    public SuspicionCase approve(Caller caller, long id, int events) {
        Instant now = now();
        return change(caller, id, held -> {
            CaseProposal how = proposed(held);
            if (how.by() == caller.userId()) {
                throw Refusal.forbidden("four eyes: the proposer of a case's end does not approve it; another user"
                        + " with the permission users_manage does");
            }
            requireSeen(held, events);
            return new Changed(
                    held.closed(how, caller.userId(), now),
                    CaseNote.NoteKind.APPROVED,
                    how.decision().word());
        });
    }

    /** Refuses or withdraws the proposal; the case stays open. */
    public SuspicionCase refuse(Caller caller, long id, String reason) {
        return change(caller, id, held -> {
            proposed(held);
            return new Changed(held.proposed(null), CaseNote.NoteKind.REFUSED, reason);
        });
    }

    private static CaseProposal proposed(SuspicionCase held) {
        requireOpen(held);
        CaseProposal how = held.proposal();
        if (how == null) {
            throw new Refusal(RefusalCode.ALREADY_DECIDED, "there is no proposal now how case " + held.id() + " ends");
        }
        return how;
    }

    private static void requireOpen(SuspicionCase held) {
        if (held.state().isClosed()) {
            throw new Refusal(
                    RefusalCode.ALREADY_DECIDED,
                    "case " + held.id() + " is " + held.state().word() + " already");
        }
    }

    private SuspicionCase change(Caller caller, long id, Change change) {
        return database.transaction(caller.tenant(), transaction -> {
            Changed changed = change.of(hold(transaction, caller, id));
            if (changed.kind() != CaseNote.NoteKind.APPROVED
                    && CaseNotesTable.count(transaction, caller.tenant(), id) >= NOTES_MAX) {
                throw new Refusal(
                        RefusalCode.ALREADY_DECIDED, "case " + id + " was changed as often as it may be: end it");
            }
            SurveillanceCasesTable.change(transaction, caller.tenant(), changed.now(), now());
            CaseNote.Draft note = new CaseNote.Draft(caller.userId(), now(), changed.kind(), changed.text());
            CaseNotesTable.add(transaction, caller.tenant(), id, note);
            return changed.now();
        });
    }

    private static SuspicionCase hold(Transaction transaction, Caller caller, long id) {
        SuspicionCase held = SurveillanceCasesTable.hold(transaction, caller.tenant(), id)
                .orElseThrow(() -> Refusal.notFound("there is no case " + id));
        requireUninvolved(held, caller.account().number());
        return held;
    }

    /** Returns the current time in the database's resolution. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
