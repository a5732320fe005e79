package com.flowex.wallet.api.margin;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.domain.RejectReason;
import com.flowex.domain.margin.IndexQuote;
import com.flowex.domain.margin.MarginLevels;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.AccountIdParser;
import com.flowex.orderentry.LogTime;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.wallet.api.margin.IsolatedRoutes.AccountsBody;
import com.flowex.wallet.app.margin.MarginAccounts;
import com.flowex.wallet.app.margin.MarginSettings;
import com.flowex.wallet.store.margin.LendingPool;
import com.flowex.wallet.store.margin.MarginHistory;
import com.flowex.wallet.store.margin.MarginQueries;
import com.flowex.wallet.store.margin.MarginQueries.TenantLevels;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/margin}, for the operator of an exchange: terms, levels, pools, debts, liquidations and shortfalls; and
 * for feeds of index prices: quotes.
 */
public final class MarginOperatorRoutes {

    private static final String POOLS = MarginRoutes.MARGIN + "/pools";
    private static final String LEVELS = MarginRoutes.MARGIN + "/levels";
    private static final String ACCOUNT = MarginRoutes.MARGIN + "/accounts/{number}";
    private static final int WEIGHT = 3;

    private final MarginRoutes customers;
    private final MarginSettings settings;
    private final MarginQueries queries;
    private final PoolBodies pools;
    private final MarginHistory history;
    private final Names names;

    /**
     * Assets by their codes, and the view that a caller has to see.
     *
     * @param accounts accounts, and assets as far as the wallet's view has come
     */
    public record Names(MarginAccounts accounts, ConsistentView view) {

        InstrumentDirectory directory() {
            return accounts.directory();
        }
    }

    public MarginOperatorRoutes(MarginRoutes customers, MarginSettings settings, MarginHistory history, Names names) {
        this.customers = customers;
        this.settings = settings;
        this.queries = names.accounts().queries();
        this.pools = new PoolBodies(names.accounts());
        this.history = history;
        this.names = names;
    }

    public Routes routes() {
        Access manage = Access.of(Permission.MARGIN_MANAGE);
        return new Routes()
                .get(POOLS, manage, this::pools)
                .unaudited()
                .put(POOLS + "/{currency}", manage, this::setTerms)
                .get(POOLS + "/{currency}/debts", manage, this::debts)
                .query("limit", "cursor")
                .get(LEVELS, manage, this::levels)
                .unaudited()
                .put(LEVELS, manage, this::setLevels)
                .get(ACCOUNT, manage, this::account)
                .weight(WEIGHT)
                .get(ACCOUNT + "/isolated", manage, this::isolated)
                .weight(IsolatedRoutes.WEIGHT)
                .post(ACCOUNT + "/liquidation/close", manage, this::close)
                .withoutBody()
                .get(MarginRoutes.MARGIN + "/all-liquidations", manage, this::liquidations)
                .query("state", "limit", "cursor")
                .get(MarginRoutes.MARGIN + "/shortfalls", manage, this::shortfalls)
                .query("limit", "cursor")
                // A feed quotes every few seconds: the command log has each quote, and the pool shows who sent the
                // last.
                .post(MarginRoutes.MARGIN + "/quotes", Access.of(Permission.MARGIN_QUOTE), this::quote)
                .unaudited();
    }

    private record QuoteForm(
            @Nullable String currency,
            @Nullable Integer source,
            @Nullable String price,
            @Nullable String volume,
            @Nullable String time) {}

    /** The schema IndexQuote. */
    private record QuoteBody(String currency, int source, Instant time) {}

    /** The schema MarginLevels. */
    private record LevelsBody(long version, String call, String liquidation, String fee) {

        static LevelsBody of(MarginLevels levels, long version) {
            return new LevelsBody(
                    version,
                    MarginFormat.share(levels.callMillionths()),
                    MarginFormat.share(levels.liquidationMillionths()),
                    MarginFormat.share(levels.feeMillionths()));
        }
    }

    /** The schema PoolDebt. */
    private record DebtBody(String account, String principal, String interest, Instant owedSince, Instant chargedAt) {}

    /** The schema AccountLiquidation. */
    private record LiquidationBody(
            String account,
            String level,
            Instant startedAt,
            @Nullable Instant endedAt,
            long sequence) {}

    /** The schema Shortfall. */
    private record ShortfallBody(
            String account, String currency, String amount, boolean booked, String total, Instant at, long sequence) {}

    private record AuditedClose(String account) {}

    private Answer pools(Request request) {
        names.view().await(request);
        return Answer.ok(Page.whole(pools.of(request.caller().account(), queries.pools(request.tenant()))));
    }

    private Asset named(Request request) {
        return names.directory().namedAsset(request.tenant(), request.path("currency"));
    }

    private Answer setTerms(Request request) {
        Asset asset = named(request);
        TermsForm form = request.body(TermsForm.class);
        Fields fields = new Fields();
        long version = TermsForm.version(form.version(), fields);
        MarginTerms terms = form.terms(asset, fields);
        String subject = "margin terms " + asset.code();
        PoolBody.TermsBody before = settings.pool(asset)
                .map(pool -> PoolBody.terms(pool.terms(), pool.version(), asset))
                .orElse(null);
        request.auditBefore(subject, before, PoolBody.terms(terms, version, asset));
        long sequence = settings.set(request, asset, terms, version);
        return names.view()
                .afterDone("the terms of " + asset.code() + " are set", sequence, request, () -> {
                    LendingPool pool = settings.pool(asset).orElseThrow();
                    request.audit(subject, before, PoolBody.terms(pool.terms(), pool.version(), asset));
                    return pools.of(request.caller().account(), pool);
                })
                .resolve(Answer::ok, Answer::done);
    }

    private Answer levels(Request request) {
        names.view().await(request);
        TenantLevels present = queries.levels(request.tenant());
        return Answer.ok(LevelsBody.of(present.levels(), present.version()));
    }

    private Answer setLevels(Request request) {
        TermsForm.LevelsForm form = request.body(TermsForm.LevelsForm.class);
        Fields fields = new Fields();
        long version = TermsForm.version(form.version(), fields);
        MarginLevels next = form.levels(fields);
        TenantLevels present = queries.levels(request.tenant());
        LevelsBody before = LevelsBody.of(present.levels(), present.version());
        request.auditBefore("margin levels", before, LevelsBody.of(next, version));
        long sequence = settings.set(request, next, version);
        return names.view()
                .afterDone("the levels are set", sequence, request, () -> {
                    TenantLevels now = queries.levels(request.tenant());
                    LevelsBody after = LevelsBody.of(now.levels(), now.version());
                    request.audit("margin levels", before, after);
                    return after;
                })
                .resolve(Answer::ok, Answer::done);
    }

    private Answer debts(Request request) {
        Asset asset = named(request);
        int limit = request.limit();
        List<MarginHistory.AccountDebt> rows =
                history.debts(request.tenant(), asset.id(), request.cursor(0), limit + 1);
        return Answer.ok(Page.of(rows, limit, row -> request.cursorBehind(row.account()))
                .map(row -> new DebtBody(
                        Long.toString(row.account()),
                        MarginFormat.units(row.principalUnits(), asset),
                        MarginFormat.units(row.interestUnits(), asset),
                        LogTime.instant(row.beganNanos()),
                        LogTime.instant(row.chargedNanos()))));
    }

    private static AccountId account(int tenant, Request request) {
        return AccountIdParser.of(tenant, request.path("number"));
    }

    private Answer account(Request request) {
        AccountId account = account(request.tenant(), request);
        names.view().await(request);
        if (customers.hasNothing(account)) {
            settings.require(account);
        }
        return Answer.ok(customers.body(account));
    }

    private Answer isolated(Request request) {
        AccountId account = account(request.tenant(), request);
        names.view().await(request);
        AccountsBody body = AccountsBody.of(names.accounts(), account);
        if (body.items().isEmpty()) {
            settings.require(account);
        }
        return Answer.ok(body);
    }

    private Answer close(Request request) {
        AccountId account = account(request.tenant(), request);
        String subject = "account " + account.number();
        request.auditBefore(subject, null, new AuditedClose(subject));
        long sequence = settings.close(request.caller().account(), account);
        return names.view()
                .afterDone("the liquidation is closed", sequence, request, () -> customers.body(account))
                .resolve(Answer::ok, Answer::done);
    }

    private Answer liquidations(Request request) {
        String state = request.query("state").orElse("all");
        if (!state.equals("all") && !state.equals("running")) {
            throw Refusal.invalid("state", "all or running");
        }
        int limit = request.limit();
        List<MarginHistory.LevelEvent> rows = history.liquidations(
                request.tenant(), state.equals("running"), request.cursor(Long.MAX_VALUE), limit + 1);
        return Answer.ok(Page.of(rows, limit, row -> request.cursorBehind(row.sequence()))
                .map(row -> new LiquidationBody(
                        Long.toString(row.account()),
                        MarginFormat.share(row.levelMillionths()),
                        LogTime.instant(row.startedNanos()),
                        MarginFormat.time(row.endedNanos()),
                        row.sequence())));
    }

    private Answer shortfalls(Request request) {
        int limit = request.limit();
        List<MarginHistory.Shortfall> rows =
                history.shortfalls(request.tenant(), request.cursor(Long.MAX_VALUE), limit + 1);
        return Answer.ok(Page.of(rows, limit, row -> request.cursorBehind(row.sequence()))
                .map(row -> {
                    Asset asset = names.directory().asset(row.asset());
                    return new ShortfallBody(
                            Long.toString(row.account()),
                            asset.code(),
                            MarginFormat.units(row.units(), asset),
                            row.isBooked(),
                            MarginFormat.units(row.totalUnits(), asset),
                            LogTime.instant(row.timeNanos()),
                            row.sequence());
                }));
    }

    private Answer quote(Request request) {
        QuoteForm form = request.body(QuoteForm.class);
        Fields fields = new Fields();
        String code = fields.text("currency", form.currency(), Asset.CODE_LENGTH_MAX);
        int source = fields.within("source", form.source(), 1, IndexQuote.SOURCES_MAX);
        long time = time(form.time(), fields);
        fields.check();
        Asset asset = names.directory().namedAsset(request.tenant(), code);
        Scale scale = settings.pool(asset)
                .orElseThrow(() -> Refusal.refused(RejectReason.MARGIN_TERMS_MISSING))
                .terms()
                .priceScale();
        long price = units("price", form.price(), scale, fields);
        long volume = units("volume", form.volume(), MarginFormat.VOLUME, fields);
        fields.check();
        IndexQuote taken = settings.quote(
                request.caller().account(),
                request.caller().userId(),
                asset,
                new IndexQuote(source, price, volume, time));
        return Answer.ok(new QuoteBody(asset.code(), source, LogTime.instant(taken.timeNanos())));
    }

    private static long units(String field, @Nullable String value, Scale scale, Fields fields) {
        long units = fields.positive(field, value, scale);
        if (units > IndexQuote.UNITS_MAX) {
            fields.refuse(field, "at most 10^18 units of its scale");
        }
        return units;
    }

    private static long time(@Nullable String text, Fields fields) {
        try {
            long nanos = text == null ? 0 : LogTime.nanos(Instant.parse(text));
            if (nanos > 0) {
                return nanos;
            }
        } catch (DateTimeException | ArithmeticException e) {
            // Falls through: a moment out of range is refused like a text that is no time.
        }
        fields.refuse("time", "the time of the quote at its source, such as 2026-11-20T09:30:00.25Z");
        return 1;
    }
}
