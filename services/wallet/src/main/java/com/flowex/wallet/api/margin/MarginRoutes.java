package com.flowex.wallet.api.margin;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Feature;
import com.flowex.domain.command.SetLeverage;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.LogTime;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.IsolatedAccounts;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Fields;
import com.flowex.wallet.app.margin.Loans;
import com.flowex.wallet.app.margin.Loans.LoanResult;
import com.flowex.wallet.app.margin.MarginAccounts;
import com.flowex.wallet.app.margin.MarginAssessment;
import com.flowex.wallet.app.margin.MarginAssumption;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.margin.MarginHistory;
import com.flowex.wallet.store.margin.MarginHistory.InterestCharge;
import com.flowex.wallet.store.margin.MarginHistory.LevelEvent;
import com.flowex.wallet.store.transaction.IdempotencyKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/margin}: a customer's own margin account. Where the tenant's feature is off, nothing is lent; what is
 * owed can always be seen and repaid.
 */
public final class MarginRoutes {

    static final String MARGIN = "/api/v1/margin";
    private static final int WEIGHT = 3;

    private final MarginAccounts accounts;
    private final Loans loans;
    private final MarginHistory history;
    private final ConsistentView view;
    private final InstrumentDirectory directory;

    public MarginRoutes(MarginAccounts accounts, Loans loans, MarginHistory history, ConsistentView view) {
        this.accounts = accounts;
        this.loans = loans;
        this.history = history;
        this.view = view;
        this.directory = accounts.directory();
    }

    public Routes routes() {
        Access read = Access.of(Permission.READ);
        return ofAnAccount(read).actingFor(IsolatedAccounts.PARAMETER, new IsolatedAccounts(directory)::of);
    }

    /** Returns the routes of the account that a request is for. */
    private Routes ofAnAccount(Access read) {
        return new Routes()
                .get(MARGIN + "/account", read, this::account)
                .weight(WEIGHT)
                .post(MARGIN + "/what-if", read, this::whatIf)
                .weight(WEIGHT)
                .post(MARGIN + "/loans", Access.of(Permission.TRADE), this::borrow)
                .partOf(Feature.MARGIN)
                .audited()
                .weight(WEIGHT)
                .post(MARGIN + "/repayments", Access.of(Permission.TRADE), this::repay)
                .audited()
                .weight(WEIGHT)
                .put(MARGIN + "/leverage", Access.of(Permission.TRADE), this::leverage)
                .audited()
                .weight(WEIGHT)
                .get(MARGIN + "/interest", read, this::interest)
                .query("currency", "limit", "cursor")
                .weight(WEIGHT)
                .get(MARGIN + "/liquidations", read, request -> levels(request, false))
                .query("limit", "cursor")
                .get(MARGIN + "/calls", read, request -> levels(request, true))
                .query("limit", "cursor");
    }

    private record BorrowForm(
            @Nullable String currency,
            @Nullable String amount,
            @Nullable String id) {}

    /** @param amount absent if the whole debt is repaid */
    private record RepayForm(
            @Nullable String currency,
            @Nullable String amount,
            @Nullable Boolean all,
            @Nullable String id) {}

    /** @param leverage null takes it back */
    private record LeverageForm(
            @JsonProperty(required = true) @Nullable Integer leverage) {}

    /** The schema MarginLeverage. */
    private record LeverageBody(@Nullable Integer leverage, long sequence) {}

    /** The schema MarginLoan. */
    private record LoanBody(
            String id, String currency, String amount, String principal, String interest, long sequence) {}

    /** The schema MarginInterest. */
    private record InterestBody(
            String currency,
            String amount,
            long hours,
            @Nullable String hourlyRate,
            Instant chargedAt,
            long sequence) {}

    /** The schema MarginLevelEvent. */
    private record LevelBody(
            String level, Instant at, @Nullable Instant endedAt, long sequence) {}

    /** Entry for the audit log. */
    private record AuditedLoan(String currency, String amount) {}

    private Answer account(Request request) {
        view.await(request);
        return Answer.ok(body(request.caller().account()));
    }

    /** Shows the account as it would be under assumptions; nothing changes. */
    private Answer whatIf(Request request) {
        AssumptionsForm form = request.body(AssumptionsForm.class);
        view.await(request);
        AccountId account = request.caller().account();
        MarginAssessment now = accounts.of(account);
        List<MarginAssumption> assumptions = form.read(account.tenant(), now.account(), directory);
        return Answer.ok(MarginAccountBody.of(now.assuming(assumptions), directory, accounts.mayBorrow(account)));
    }

    /** Returns the margin account of a customer, as the view shows it. */
    MarginAccountBody body(AccountId account) {
        MarginAccountBody body = MarginAccountBody.of(accounts, account);
        return body.items().isEmpty() ? body.withSequence(view.sequence()) : body;
    }

    /** Returns true if an account has and owes nothing in any asset with terms; so has an unknown account. */
    boolean hasNothing(AccountId account) {
        return accounts.queries().account(account).assets().stream()
                .allMatch(asset -> asset.balanceUnits() == 0 && asset.owedUnits() == 0);
    }

    private Answer borrow(Request request) {
        BorrowForm form = request.body(BorrowForm.class);
        Fields fields = new Fields();
        String key = key(request, form.id(), fields);
        Asset asset = asset(request, form.currency(), fields);
        long units = fields.positive("amount", form.amount(), asset.scale());
        fields.check();
        request.auditBefore(
                "account " + request.caller().account().number(),
                null,
                new AuditedLoan(asset.code(), MarginFormat.units(units, asset)));
        return answer(loans.borrow(request, asset, units, key), asset);
    }

    private Answer repay(Request request) {
        RepayForm form = request.body(RepayForm.class);
        Fields fields = new Fields();
        String key = key(request, form.id(), fields);
        Asset asset = asset(request, form.currency(), fields);
        boolean isAll = form.all() != null && form.all();
        if (isAll == (form.amount() != null)) {
            fields.refuse("amount", "given, or left out where all is true");
        }
        long units = isAll || form.amount() == null ? 0 : fields.positive("amount", form.amount(), asset.scale());
        fields.check();
        request.auditBefore(
                "account " + request.caller().account().number(),
                null,
                new AuditedLoan(asset.code(), isAll ? "all" : MarginFormat.units(units, asset)));
        return answer(isAll ? loans.repayAll(request, asset, key) : loans.repay(request, asset, units, key), asset);
    }

    private Answer leverage(Request request) {
        Integer requested = request.body(LeverageForm.class).leverage();
        Fields fields = new Fields();
        int leverage = requested == null
                ? SetLeverage.NONE
                : fields.within("leverage", requested, 1, SetLeverage.LEVERAGE_MAX);
        fields.check();
        AccountId account = request.caller().account();
        request.auditBefore("account " + account.number(), null, new LeverageForm(requested));
        return Answer.ok(new LeverageBody(requested, loans.setLeverage(account, leverage)));
    }

    static String key(Request request, @Nullable String id, Fields fields) {
        Optional<String> key = IdempotencyKey.of(request.header(IdempotencyKey.HEADER), id, fields);
        if (key.isEmpty() && id == null) {
            fields.refuse("id", "given, or Idempotency-Key: a repeated request is then done once");
        }
        return key.orElse("");
    }

    private Asset asset(Request request, @Nullable String currency, Fields fields) {
        String code = fields.text("currency", currency, Asset.CODE_LENGTH_MAX);
        fields.check();
        return directory.namedAsset(request.caller().tenant(), code);
    }

    private Answer answer(LoanResult result, Asset asset) {
        LoanBody body = new LoanBody(
                DerivedIds.hex(DerivedIds.uuid(result.id())),
                asset.code(),
                MarginFormat.units(result.amount().units(), asset),
                MarginFormat.units(result.principalUnits(), asset),
                MarginFormat.units(result.interestUnits(), asset),
                result.sequence());
        return result.isNew() ? Answer.created(body) : Answer.ok(body);
    }

    private Answer interest(Request request) {
        AccountId account = request.caller().account();
        Integer asset = request.query("currency")
                .map(code -> directory.namedAsset(account.tenant(), code).id().value())
                .orElse(null);
        int limit = request.limit();
        view.await(request);
        List<InterestCharge> rows = history.interest(account, asset, request.cursor(Long.MAX_VALUE), limit + 1);
        return Answer.ok(Page.of(rows, limit, row -> request.cursorBehind(row.sequence()))
                .map(row -> {
                    Asset of = directory.asset(row.asset());
                    return new InterestBody(
                            of.code(),
                            MarginFormat.units(row.units(), of),
                            row.hours(),
                            row.rateBillionths() == null
                                    ? null
                                    : Decimals.format(row.rateBillionths(), MarginFormat.RATE),
                            LogTime.instant(row.timeNanos()),
                            row.sequence());
                }));
    }

    private Answer levels(Request request, boolean isCalls) {
        AccountId account = request.caller().account();
        int limit = request.limit();
        long before = request.cursor(Long.MAX_VALUE);
        view.await(request);
        List<LevelEvent> rows =
                isCalls ? history.calls(account, before, limit + 1) : history.liquidations(account, before, limit + 1);
        return Answer.ok(Page.of(rows, limit, row -> request.cursorBehind(row.sequence()))
                .map(row -> new LevelBody(
                        MarginFormat.share(row.levelMillionths()),
                        LogTime.instant(row.startedNanos()),
                        MarginFormat.time(row.endedNanos()),
                        row.sequence())));
    }
}
