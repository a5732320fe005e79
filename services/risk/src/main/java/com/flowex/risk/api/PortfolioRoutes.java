package com.flowex.risk.api;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.risk.app.RiskTaskQueue;
import com.flowex.risk.app.portfolio.PortfolioReport;
import com.flowex.risk.app.portfolio.PortfolioRequest;
import com.flowex.risk.app.portfolio.PortfolioRequest.Scope;
import com.flowex.risk.store.portfolio.PortfolioRun;
import com.flowex.risk.store.portfolio.PortfolioRunsTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Routes of portfolio analyses: a user's own, a desk's for users who may see others, and the whole tenant's for
 * analysts.
 */
public final class PortfolioRoutes {

    private static final String ROOT = "/api/v1/risk/portfolios";
    private static final int WEIGHT = 10;
    private static final int ACCOUNTS_MAX = 500;
    private static final int HORIZON_MAX = 30;
    private static final int PATHS = 20_000;
    private static final int PATHS_MIN = 1_000;
    private static final int PATHS_MAX = 100_000;
    private static final int TENTHS_DEFAULT = 990;
    private static final int TENTHS_MIN = 900;
    private static final int TENTHS_MAX = 999;

    private final PortfolioRunsTable runs;
    private final RiskTaskQueue orders;
    private final InstantSource clock;

    public PortfolioRoutes(PortfolioRunsTable runs, RiskTaskQueue orders, InstantSource clock) {
        this.runs = runs;
        this.orders = orders;
        this.clock = clock;
    }

    public Routes routes() {
        Access own = Access.of(Permission.READ);
        return new Routes()
                .get(ROOT, own, this::list)
                .query("limit", "cursor")
                .weight(2)
                .post(ROOT, own, this::order)
                .audited()
                .weight(WEIGHT)
                .post(ROOT + "/desk", Access.of(Permission.USERS_READ), this::orderOfOperators)
                .audited()
                .weight(WEIGHT)
                .post(ROOT + "/tenant", Access.of(Permission.ANALYTICS), this::orderTenant)
                .audited()
                .weight(WEIGHT)
                .get(ROOT + "/{id}", own, this::one);
    }

    /** The schema PortfolioRisk of docs/api/openapi.yaml. */
    private record Body(
            String id,
            String state,
            String scope,
            List<String> accounts,
            double confidence,
            int horizonDays,
            int paths,
            Instant orderedAt,
            @Nullable Instant endedAt,
            String why,
            @Nullable PortfolioReport report) {

        static Body of(PortfolioRun run) {
            PortfolioRequest request = run.request();
            return new Body(
                    Long.toString(run.id()),
                    run.state(),
                    request.scope().name().toLowerCase(Locale.ROOT),
                    request.accounts().stream().map(String::valueOf).toList(),
                    request.confidence(),
                    request.horizonDays(),
                    request.paths(),
                    run.orderedAt(),
                    run.endedAt(),
                    run.why(),
                    run.report());
        }
    }

    private Answer list(Request request) {
        int limit = request.limit();
        List<PortfolioRun> rows =
                runs.page(request.tenant(), owner(request), request.cursor(Long.MAX_VALUE), limit + 1);
        return Answer.ok(
                Page.of(rows, limit, run -> request.cursorBehind(run.id())).map(Body::of));
    }

    private static long owner(Request request) {
        return request.caller().account().number();
    }

    private Answer one(Request request) {
        long id = request.pathNumber("id");
        return Answer.ok(runs.one(request.tenant(), owner(request), id)
                .map(Body::of)
                .orElseThrow(() -> Refusal.notFound("you have no portfolio " + id)));
    }

    /**
     * Request body; a missing field takes its default.
     *
     * @param confidencePerMille confidence of value at risk: 990 is 99 %
     */
    private record Form(
            @Nullable Integer confidencePerMille,
            @Nullable Integer horizonDays,
            @Nullable Integer paths) {}

    /** Request body for a desk's portfolio. */
    private record DeskForm(
            @Nullable List<Long> accounts,
            @Nullable Integer confidencePerMille,
            @Nullable Integer horizonDays,
            @Nullable Integer paths) {}

    private Answer order(Request request) {
        return ordered(request, Scope.OWN, List.of(owner(request)), request.body(Form.class), new Fields());
    }

    private Answer orderTenant(Request request) {
        return ordered(request, Scope.TENANT, List.of(), request.body(Form.class), new Fields());
    }

    private Answer orderOfOperators(Request request) {
        DeskForm form = request.body(DeskForm.class);
        Fields fields = new Fields();
        List<Long> sent = Objects.requireNonNullElse(form.accounts(), List.<Long>of());
        List<Long> accounts = sent.stream().distinct().toList();
        if (sent.isEmpty() || sent.size() > ACCOUNTS_MAX) {
            fields.refuse("accounts", "from 1 to " + ACCOUNTS_MAX + " numbers of accounts");
        }
        if (accounts.stream().anyMatch(number -> number == null || !AccountId.isCustomer(number))) {
            fields.refuse("accounts", "numbers of customers' accounts");
        }
        Answer answer = ordered(
                request,
                Scope.DESK,
                accounts,
                new Form(form.confidencePerMille(), form.horizonDays(), form.paths()),
                fields);
        request.audit("risk of " + accounts.size() + " accounts", null, accounts);
        return answer;
    }

    private Answer ordered(Request request, Scope scope, List<Long> accounts, Form form, Fields fields) {
        int confidence = form.confidencePerMille() == null
                ? TENTHS_DEFAULT
                : fields.within("confidence_per_mille", form.confidencePerMille(), TENTHS_MIN, TENTHS_MAX);
        int horizon =
                form.horizonDays() == null ? 1 : fields.within("horizon_days", form.horizonDays(), 1, HORIZON_MAX);
        int paths = form.paths() == null ? PATHS : fields.within("paths", form.paths(), PATHS_MIN, PATHS_MAX);
        fields.check();
        PortfolioRun run = runs.order(
                request.tenant(),
                owner(request),
                new PortfolioRequest(scope, accounts, confidence / 1_000.0, horizon, paths),
                clock.instant());
        orders.portfolios(request.tenant(), "user " + request.caller().userId());
        return Answer.of(202, Body.of(run));
    }
}
