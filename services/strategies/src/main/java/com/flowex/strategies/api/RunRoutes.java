package com.flowex.strategies.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.strategies.app.run.RunAdmission;
import com.flowex.strategies.app.run.RunDivergence;
import com.flowex.strategies.app.run.RunDocuments;
import com.flowex.strategies.app.run.RunSpec;
import com.flowex.strategies.store.RunRecord;
import com.flowex.strategies.store.RunRecordsTable;
import com.flowex.strategies.store.RunsTable;
import com.flowex.strategies.store.StoredRun;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Routes of runs: started and stopped here, executed by the runner. */
public final class RunRoutes {

    private static final String ROOT = "/api/v1/runs";
    private static final String ONE = ROOT + "/{id}";
    private static final int START_WEIGHT = 10;
    private static final int DIVERGENCE_WEIGHT = 20;
    private static final int REASON_MAX = 200;

    private final RunAdmission admission;
    private final RunDivergence divergence;
    private final RunsTable runs;
    private final RunRecordsTable records;
    private final OwnerConfirmation confirmation;

    /** Second factor of the owner of a live run. */
    @FunctionalInterface
    public interface OwnerConfirmation {

        /**
         * Checks the code of a caller's second factor.
         *
         * @param code code as sent; empty if none was
         * @throws Refusal {@code second_factor_required}, {@code invalid_code}, {@code too_many_attempts}
         */
        void require(Caller caller, String code);
    }

    /** Tables and work behind the routes. */
    public record Parts(RunAdmission admission, RunDivergence divergence, RunsTable runs, RunRecordsTable records) {}

    public RunRoutes(Parts parts, OwnerConfirmation confirmation) {
        this.admission = parts.admission();
        this.divergence = parts.divergence();
        this.runs = parts.runs();
        this.records = parts.records();
        this.confirmation = confirmation;
    }

    public Routes routes() {
        Access read = Access.of(Permission.READ);
        Access run = Access.of(Permission.STRATEGIES);
        return new Routes()
                .get(ROOT, read, this::list)
                .query("limit", "cursor")
                .post(ROOT, run, this::start)
                .audited()
                .weight(START_WEIGHT)
                .post(ROOT + "/stop-all", Access.of(Permission.HALT), this::stopAll)
                .get(ROOT + "/all", Access.of(Permission.HALT), this::listAll)
                .query("limit", "cursor", "open")
                .get(ONE, read, this::one)
                .delete(ONE, run, this::remove)
                .audited()
                .post(ONE + "/stop", run, this::stop)
                .withoutBody()
                .audited()
                .get(ONE + "/orders", read, request -> rows(request, RunRecord.Kind.ORDER))
                .query("limit", "cursor")
                .get(ONE + "/fills", read, request -> rows(request, RunRecord.Kind.FILL))
                .query("limit", "cursor")
                .get(ONE + "/log", read, request -> rows(request, RunRecord.Kind.LINE))
                .query("limit", "cursor")
                .get(ONE + "/divergence", read, this::compare)
                .weight(DIVERGENCE_WEIGHT);
    }

    /** The schema Run of docs/api/openapi.yaml. */
    private record Body(
            String id,
            String state,
            String reason,
            String detail,
            @JsonRawValue String request,
            Instant createdAt,
            Instant startedAt,
            @Nullable Instant lastBarAt,
            @Nullable Instant endedAt,
            @JsonRawValue String figures) {

        static Body of(StoredRun stored) {
            return new Body(
                    Long.toString(stored.id()),
                    stored.state().word(),
                    stored.reason(),
                    stored.detail(),
                    stored.request(),
                    stored.createdAt(),
                    stored.startedAt(),
                    stored.lastBarAt(),
                    stored.endedAt(),
                    stored.figures());
        }
    }

    /** A row of a run, which is stored as it is shown. */
    private record Row(@JsonValue @JsonRawValue String content) {}

    /** The schema StopAllRunsRequest of docs/api/openapi.yaml. */
    private record StopAllForm(@Nullable String reason) {}

    /** The schema StoppedRuns of docs/api/openapi.yaml. */
    private record Stopped(int stopped) {}

    private static long owner(Request request) {
        return request.caller().account().number();
    }

    private Answer list(Request request) {
        int limit = request.limit();
        List<StoredRun> rows = runs.page(request.tenant(), owner(request), request.cursor(Long.MAX_VALUE), limit + 1);
        return Answer.ok(
                Page.of(rows, limit, each -> request.cursorBehind(each.id())).map(Body::of));
    }

    /** The schema OperatorsRun of docs/api/openapi.yaml: what an operator needs to judge a run, without its parameters. */
    private record OperatorsBody(
            String id,
            String account,
            String mode,
            String strategy,
            List<String> symbols,
            RunSpec.Limits limits,
            String state,
            String reason,
            String detail,
            Instant createdAt,
            @Nullable Instant lastBarAt,
            @Nullable Instant endedAt,
            @JsonRawValue String figures) {

        static OperatorsBody of(StoredRun stored) {
            RunSpec spec = RunDocuments.read(stored.request(), RunSpec.class);
            return new OperatorsBody(
                    Long.toString(stored.id()),
                    Long.toString(stored.owner()),
                    stored.mode().word(),
                    spec.subject(),
                    spec.symbols(),
                    spec.limits(),
                    stored.state().word(),
                    stored.reason(),
                    stored.detail(),
                    stored.createdAt(),
                    stored.lastBarAt(),
                    stored.endedAt(),
                    stored.figures());
        }
    }

    private Answer listAll(Request request) {
        int limit = request.limit();
        String open = request.query("open").orElse("false");
        if (!open.equals("true") && !open.equals("false")) {
            throw Refusal.invalid("open", "true or false");
        }
        List<StoredRun> rows =
                runs.pageOfAll(request.tenant(), request.cursor(Long.MAX_VALUE), limit + 1, open.equals("true"));
        return Answer.ok(
                Page.of(rows, limit, each -> request.cursorBehind(each.id())).map(OperatorsBody::of));
    }

    private Answer start(Request request) {
        Fields fields = new Fields();
        RunForm form = request.body(RunForm.class);
        RunSpec spec = form.checked(fields);
        boolean isLive = spec.mode().equals(StoredRun.Mode.LIVE.word());
        if (isLive) {
            confirmation.require(request.caller(), form.code() == null ? "" : form.code());
        }
        StoredRun added = admission.start(request.caller(), spec, fields);
        request.audit(spec.mode() + " run " + added.id(), null, spec.subject() + " with " + spec.limits());
        return Answer.of(202, Body.of(added));
    }

    private StoredRun require(Request request) {
        long id = request.pathNumber("id");
        return runs.one(request.tenant(), owner(request), id)
                .orElseThrow(() -> Refusal.notFound("you have no run " + id));
    }

    private Answer one(Request request) {
        return Answer.ok(Body.of(require(request)));
    }

    private Answer rows(Request request, RunRecord.Kind kind) {
        StoredRun run = require(request);
        int limit = request.limit();
        List<RunRecord> rows =
                records.page(request.tenant(), run.id(), kind, request.cursor(Long.MAX_VALUE), limit + 1);
        return Answer.ok(Page.of(rows, limit, each -> request.cursorBehind(each.number()))
                .map(each -> new Row(each.content())));
    }

    private Answer compare(Request request) {
        return Answer.ok(divergence.of(request.tenant(), require(request)));
    }

    private Answer stop(Request request) {
        StoredRun run = require(request);
        if (!runs.stop(
                request.tenant(), owner(request), run.id(), StoredRun.Reason.OWNER, "its owner has stopped it")) {
            throw new Refusal(RefusalCode.NOT_CANCELABLE, "run " + run.id() + " stops or has ended already");
        }
        request.audit("run " + run.id(), run.state().word(), StoredRun.State.STOPPING.word());
        return Answer.ok(Body.of(require(request)));
    }

    private Answer stopAll(Request request) {
        Fields fields = new Fields();
        String reason = fields.text("reason", request.body(StopAllForm.class).reason(), REASON_MAX);
        fields.check();
        int stopped = runs.stopAll(
                request.tenant(), StoredRun.Reason.OPERATOR, "an operator has stopped all runs: " + reason);
        request.audit("all runs", stopped + " open", "stopping: " + reason);
        return Answer.ok(new Stopped(stopped));
    }

    private Answer remove(Request request) {
        StoredRun run = require(request);
        if (!runs.remove(request.tenant(), owner(request), run.id())) {
            throw new Refusal(RefusalCode.NOT_CANCELABLE, "run " + run.id() + " has not ended: stop it first");
        }
        request.audit("run " + run.id(), run.id(), null);
        return Answer.noContent();
    }
}
