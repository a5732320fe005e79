package com.flowex.risk.api;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.errors.Refusal;
import com.flowex.risk.api.CaseForms.ApprovalForm;
import com.flowex.risk.api.CaseForms.AssigneeForm;
import com.flowex.risk.api.CaseForms.NoteForm;
import com.flowex.risk.api.CaseForms.ProposalForm;
import com.flowex.risk.api.CaseForms.ReasonForm;
import com.flowex.risk.app.suspicion.CaseRestrictions;
import com.flowex.risk.app.suspicion.CaseService;
import com.flowex.risk.app.suspicion.CaseUsers;
import com.flowex.risk.store.suspicion.CaseNote;
import com.flowex.risk.store.suspicion.CaseNotesTable;
import com.flowex.risk.store.suspicion.CaseProposal;
import com.flowex.risk.store.suspicion.JudgingProgress;
import com.flowex.risk.store.suspicion.JudgingProgressTable;
import com.flowex.risk.store.suspicion.SurveillanceCasesTable;
import com.flowex.risk.store.suspicion.SuspicionCase;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;

/** Routes of surveillance cases, for administrators. */
public final class CaseRoutes {

    private static final String ROOT = "/api/v1/surveillance";
    private static final String ALL = ROOT + "/cases";
    private static final String ONE = ALL + "/{id}";

    private final Tables tables;
    private final CaseService service;
    private final CaseRestrictions restrictions;
    private final CaseUsers people;
    private final InstrumentDirectory markets;
    private final InstantSource clock;

    /** Tables that the routes read, and the log position for leaving out events. */
    public record Tables(
            SurveillanceCasesTable cases,
            CaseNotesTable notes,
            JudgingProgressTable judged,
            Supplier<Checkpoint> place) {}

    public CaseRoutes(
            Tables tables,
            CaseService service,
            CaseRestrictions restrictions,
            CaseUsers people,
            InstrumentDirectory markets,
            InstantSource clock) {
        this.tables = tables;
        this.service = service;
        this.restrictions = restrictions;
        this.people = people;
        this.markets = markets;
        this.clock = clock;
    }

    public Routes routes() {
        Access read = Access.of(Permission.USERS_READ);
        Access decide = Access.of(Permission.USERS_MANAGE);
        return new Routes()
                .get(ALL, read, this::list)
                .query("limit", "cursor", "state", "pattern", "assignee", "account")
                .weight(3)
                .get(ONE, read, this::one)
                .weight(3)
                .post(ONE + "/notes", decide, this::note)
                .put(ONE + "/assignee", decide, this::assign)
                .post(ONE + "/escalation", decide, this::escalate)
                .post(ONE + "/proposal", decide, this::propose)
                .post(ONE + "/proposal/approve", decide, this::approve)
                .post(ONE + "/proposal/refuse", decide, this::refuse)
                .get(ROOT + "/progress", read, this::progress)
                .unaudited()
                .post(ROOT + "/progress/restart", decide, this::restart)
                .withoutBody()
                .weight(20)
                .post(ROOT + "/progress/leave-out", decide, this::leaveOut)
                .withoutBody();
    }

    private Answer list(Request request) {
        int limit = request.limit();
        List<SuspicionCase> rows =
                tables.cases().page(request.tenant(), filter(request), request.cursor(Long.MAX_VALUE), limit + 1);
        return Answer.ok(
                Page.of(rows, limit, each -> request.cursorBehind(each.id())).map(each -> CaseBody.of(each, markets)));
    }

    private static SurveillanceCasesTable.Filter filter(Request request) {
        return CaseForms.filter(
                request.caller().account().number(),
                request.query("state").orElse(""),
                request.query("pattern").orElse(""),
                request.queryNumber("assignee", 0, 1, Long.MAX_VALUE),
                request.queryNumber("account", 0, 1, Long.MAX_VALUE));
    }

    private Answer one(Request request) {
        long id = request.pathNumber("id");
        SuspicionCase found = require(request, id);
        CaseService.requireUninvolved(found, request.caller().account().number());
        return Answer.ok(CaseBody.Whole.of(found, markets, tables.notes().of(request.tenant(), id)));
    }

    private SuspicionCase require(Request request, long id) {
        return tables.cases().byId(request.tenant(), id).orElseThrow(() -> Refusal.notFound("there is no case " + id));
    }

    private Answer note(Request request) {
        long id = request.pathNumber("id");
        CaseNote note =
                service.note(request.caller(), id, request.body(NoteForm.class).checked());
        request.audit("surveillance case " + id, null, "note " + note.id());
        return Answer.of(201, CaseBody.NoteBody.of(note));
    }

    private Answer assign(Request request) {
        long id = request.pathNumber("id");
        long to = request.body(AssigneeForm.class).checked();
        return changed(request, service.assign(request.caller(), id, to));
    }

    private Answer escalate(Request request) {
        long id = request.pathNumber("id");
        String reason = request.body(ReasonForm.class).checked();
        return changed(request, service.escalate(request.caller(), id, reason));
    }

    private Answer propose(Request request) {
        long id = request.pathNumber("id");
        Caller caller = request.caller();
        CaseProposal how = request.body(ProposalForm.class)
                .checked(
                        people,
                        caller.tenant(),
                        caller.userId(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS));
        return changed(request, service.propose(caller, id, how));
    }

    /** Applies the restriction at once; a task tries again after a failure. */
    private Answer approve(Request request) {
        long id = request.pathNumber("id");
        int events = request.body(ApprovalForm.class).checked();
        SuspicionCase closed = service.approve(request.caller(), id, events);
        Answer answer = changed(request, closed);
        return restrictions.carryOut(request.tenant(), closed)
                ? Answer.ok(CaseBody.of(require(request, closed.id()), markets))
                : answer;
    }

    private Answer refuse(Request request) {
        long id = request.pathNumber("id");
        String reason = request.body(ReasonForm.class).checked();
        return changed(request, service.refuse(request.caller(), id, reason));
    }

    private Answer changed(Request request, SuspicionCase now) {
        request.audit("surveillance case " + now.id(), null, CaseBody.Audited.of(now));
        return Answer.ok(CaseBody.of(now, markets));
    }

    private Answer progress(Request request) {
        return Answer.ok(CaseBody.ProgressBody.of(tables.judged().of(request.tenant())));
    }

    private Answer restart(Request request) {
        JudgingProgress before = tables.judged().of(request.tenant());
        return moved(request, before, tables.judged().restart(request.tenant(), clock.instant()));
    }

    private Answer leaveOut(Request request) {
        JudgingProgress before = tables.judged().of(request.tenant());
        return moved(
                request,
                before,
                tables.judged().leaveOut(request.tenant(), tables.place().get(), clock.instant()));
    }

    private static Answer moved(Request request, JudgingProgress before, JudgingProgress now) {
        request.audit("surveillance", CaseBody.ProgressBody.of(before), CaseBody.ProgressBody.of(now));
        return Answer.ok(CaseBody.ProgressBody.of(now));
    }
}
