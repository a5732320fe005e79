package com.flowex.strategies.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Csv;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.platform.errors.FieldError;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.strategies.app.BacktestAdmission;
import com.flowex.strategies.app.BacktestDocument;
import com.flowex.strategies.app.BacktestSpec;
import com.flowex.strategies.app.SearchDocument;
import com.flowex.strategies.store.BacktestsTable;
import com.flowex.strategies.store.StoredBacktest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Routes of back-tests: requested here, run by tasks. */
public final class BacktestRoutes {

    private static final String ROOT = "/api/v1/backtests";
    private static final String ONE = ROOT + "/{id}";
    private static final int WEIGHT = 10;
    private static final int PARAMETER_LENGTH_MAX = 60;

    private final BacktestAdmission admission;
    private final BacktestsTable backtests;
    private final InstantSource clock;

    public BacktestRoutes(BacktestAdmission admission, BacktestsTable backtests, InstantSource clock) {
        this.admission = admission;
        this.backtests = backtests;
        this.clock = clock;
    }

    public Routes routes() {
        Access read = Access.of(Permission.READ);
        Access run = Access.of(Permission.STRATEGIES);
        return new Routes()
                .get(ROOT, read, this::list)
                .query("limit", "cursor")
                .post(ROOT, run, this::request)
                .audited()
                .weight(WEIGHT)
                .get(ONE, read, this::one)
                .get(ONE + "/result", read, this::result)
                .weight(3)
                .get(ONE + "/report", read, this::report)
                .weight(3)
                .get(ONE + "/tables/{table}", read, this::table)
                .weight(3)
                .get(ONE + "/heat-map", read, this::heatMap)
                .query("x", "y")
                .weight(3)
                .post(ONE + "/cancel", run, this::cancel)
                .withoutBody()
                .audited()
                .delete(ONE, run, this::remove)
                .audited();
    }

    /** The schema Backtest of docs/api/openapi.yaml. */
    private record Body(
            String id,
            String state,
            BacktestSpec request,
            int progress,
            Instant requestedAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            String reason,
            @JsonRawValue @Nullable String summary) {

        static Body of(StoredBacktest stored) {
            return new Body(
                    Long.toString(stored.id()),
                    stored.state().name().toLowerCase(Locale.ROOT),
                    BacktestAdmission.spec(stored),
                    stored.progress(),
                    stored.requestedAt(),
                    stored.startedAt(),
                    stored.endedAt(),
                    stored.reason(),
                    stored.summary());
        }
    }

    private static long owner(Request request) {
        return request.caller().account().number();
    }

    private Answer list(Request request) {
        int limit = request.limit();
        List<StoredBacktest> rows =
                backtests.page(request.tenant(), owner(request), request.cursor(Long.MAX_VALUE), limit + 1);
        return Answer.ok(
                Page.of(rows, limit, each -> request.cursorBehind(each.id())).map(Body::of));
    }

    private Answer request(Request request) {
        Fields fields = new Fields();
        BacktestSpec spec = request.body(BacktestForm.class).checked(fields);
        StoredBacktest added = admission.request(
                request.tenant(),
                owner(request),
                spec,
                fields,
                "user " + request.caller().userId());
        request.audit("back-test " + added.id(), null, spec.subject());
        return Answer.of(202, Body.of(added));
    }

    private StoredBacktest require(Request request) {
        long id = request.pathNumber("id");
        return backtests
                .one(request.tenant(), owner(request), id)
                .orElseThrow(() -> Refusal.notFound("you have no back-test " + id));
    }

    private Answer one(Request request) {
        return Answer.ok(Body.of(require(request)));
    }

    private byte[] requireResult(Request request) {
        StoredBacktest stored = require(request);
        return backtests
                .result(request.tenant(), owner(request), stored.id())
                .orElseThrow(() -> missing(stored, "result"));
    }

    private static Refusal missing(StoredBacktest stored, String part) {
        return Refusal.notFound("back-test " + stored.id() + " has no " + part + ": it is "
                + stored.state().name().toLowerCase(Locale.ROOT));
    }

    private Answer result(Request request) {
        return Answer.bytes(200, "application/json", BacktestDocument.uncompressed(requireResult(request)));
    }

    /** Sends a page of users' texts as a file to save: a browser shows it without the origin of the exchange. */
    private Answer report(Request request) {
        StoredBacktest stored = require(request);
        byte[] report = backtests
                .report(request.tenant(), owner(request), stored.id())
                .orElseThrow(() -> missing(stored, "report"));
        return Answer.bytes(200, "text/html; charset=utf-8", BacktestDocument.uncompressed(report))
                .header("Content-Disposition", Csv.attachment("back-test-" + stored.id() + ".html"))
                .header("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'");
    }

    private Answer table(Request request) {
        ResultTable table = ResultTable.named(request.path("table"))
                .orElseThrow(() -> Refusal.notFound("a result has no table " + request.path("table")));
        byte[] csv = table.csv(BacktestDocument.tree(requireResult(request)));
        return Answer.bytes(200, Csv.CONTENT_TYPE, csv)
                .header(
                        "Content-Disposition",
                        Csv.attachment("back-test-" + request.pathNumber("id") + "-" + table.label() + ".csv"));
    }

    private Answer heatMap(Request request) {
        require(request);
        Fields fields = new Fields();
        String x = fields.text("x", request.query("x").orElse(null), PARAMETER_LENGTH_MAX);
        String y = fields.text("y", request.query("y").orElse(null), PARAMETER_LENGTH_MAX);
        fields.check();
        List<SearchDocument.TrialRow> trials = BacktestDocument.trials(requireResult(request));
        if (trials.isEmpty()) {
            throw Refusal.notFound("back-test " + request.pathNumber("id") + " is no search");
        }
        try {
            return Answer.ok(SearchDocument.heat(trials, x, y));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(
                    List.of(new FieldError("y", "with x two different parameters that the search varies")));
        }
    }

    private Answer cancel(Request request) {
        StoredBacktest stored = require(request);
        if (!backtests.cancel(request.tenant(), owner(request), stored.id(), clock.instant())) {
            throw new Refusal(RefusalCode.NOT_CANCELABLE, "back-test " + stored.id() + " has ended already");
        }
        request.audit("back-test " + stored.id(), "open", "canceled");
        return Answer.ok(Body.of(require(request)));
    }

    private Answer remove(Request request) {
        StoredBacktest stored = require(request);
        if (!backtests.remove(request.tenant(), owner(request), stored.id())) {
            throw new Refusal(
                    RefusalCode.NOT_CANCELABLE, "back-test " + stored.id() + " has not ended: cancel it first");
        }
        request.audit("back-test " + stored.id(), stored.id(), null);
        return Answer.noContent();
    }
}
