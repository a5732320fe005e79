package com.flowex.p2p.api;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Feature;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.p2p.app.SalePolicy.Trader;
import com.flowex.p2p.app.person.P2pRestrictions;
import com.flowex.p2p.app.report.ReportCommands;
import com.flowex.p2p.app.report.ReportCommands.Subject;
import com.flowex.p2p.app.report.ReportReviews;
import com.flowex.p2p.rule.ReportReason;
import com.flowex.p2p.store.report.P2pRestrictionsTable.P2pRestriction;
import com.flowex.p2p.store.report.Report;
import com.flowex.p2p.store.report.ReportsTable;
import com.flowex.platform.errors.Fields;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Routes of reports on people: making them, reading them as a moderator, and restrictions that followed. */
public final class ReportRoutes {

    private static final String OWN = "/api/v1/p2p/reports";
    private static final String ALL = "/api/v1/p2p/user-reports";
    private static final String RESTRICTIONS = "/api/v1/p2p/restrictions";
    private static final String FIGURES = "/api/v1/p2p/moderation-figures";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");
    private static final int TEXT_MAX = 1_000;

    private final ReportCommands commands;
    private final ReportReviews reviews;
    private final P2pRestrictions restrictions;
    private final InstrumentDirectory directory;
    private final InstantSource clock;

    public ReportRoutes(
            ReportCommands commands,
            ReportReviews reviews,
            P2pRestrictions restrictions,
            InstrumentDirectory directory,
            InstantSource clock) {
        this.commands = commands;
        this.reviews = reviews;
        this.restrictions = restrictions;
        this.directory = directory;
        this.clock = clock;
    }

    public Routes routes() {
        Access read = Access.of(Permission.USERS_READ);
        return new Routes()
                .get(OWN, Access.of(Permission.READ), this::own)
                .query("limit", "cursor")
                .post(OWN, Access.of(Permission.TRADE), this::report)
                .partOf(Feature.P2P)
                .audited()
                .get(ALL, read, this::list)
                .query("limit", "cursor", "open")
                .get(ALL + "/{id}", read, this::show)
                .get(FIGURES, read, this::figures)
                .weight(3)
                .get(RESTRICTIONS, read, this::restrictions)
                .query("limit", "cursor")
                .delete(RESTRICTIONS + "/{id}", Access.of(Permission.USERS_MANAGE), this::lift)
                .audited();
    }

    private Answer own(Request request) {
        int limit = request.limit();
        List<Report> rows = commands.own(request.caller().account(), request.cursor(Long.MAX_VALUE), limit + 1);
        return Answer.ok(
                Page.of(rows, limit, each -> request.cursorBehind(each.id())).map(ReportBody::of));
    }

    /** Request body. */
    private record ReportForm(
            @Nullable String tradeId,
            @Nullable String offerId,
            @Nullable String reason,
            @Nullable String text) {

        Subject subject(Fields fields) {
            if ((tradeId == null) == (offerId == null)) {
                fields.refuse("trade_id", "a trade of yours, or offer_id an offer: one of the two");
            } else if (tradeId != null && !ID.matcher(tradeId).matches()) {
                fields.refuse("trade_id", "the id of a trade of yours");
            } else if (offerId != null && !NUMBER.matcher(offerId).matches()) {
                fields.refuse("offer_id", "the id of an offer");
            } else {
                return new Subject(
                        Optional.ofNullable(tradeId).map(UUID::fromString),
                        offerId == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(offerId)));
            }
            return new Subject(Optional.empty(), OptionalLong.empty());
        }
    }

    private Answer report(Request request) {
        ReportForm form = request.body(ReportForm.class);
        Fields fields = new Fields();
        Subject subject = form.subject(fields);
        ReportReason reason = fields.oneOf("reason", form.reason(), ReportReason.class);
        String text = fields.text("text", form.text(), TEXT_MAX);
        fields.check();
        Trader reporter =
                Trader.inSession(request.caller().account(), request.caller().userId());
        Report added = commands.add(reporter, subject, reason, text);
        request.audit("p2p report " + added.id(), null, added.reason().label() + ", case " + added.caseId());
        return Answer.created(ReportBody.of(added));
    }

    /** Values of a query parameter that is on or off. */
    private enum Choice {
        TRUE,
        FALSE
    }

    private Answer list(Request request) {
        int limit = request.limit();
        Fields fields = new Fields();
        boolean isOpenOnly = request.query("open")
                .map(word -> fields.oneOf("open", word, Choice.class) == Choice.TRUE)
                .orElse(false);
        fields.check();
        AccountId reader = request.caller().account();
        List<Report> rows =
                reviews.page(new ReportsTable.Filter(reader, isOpenOnly), request.cursor(Long.MAX_VALUE), limit + 1);
        return Answer.ok(
                Page.of(rows, limit, each -> request.cursorBehind(each.id())).map(ReportBody.ForModerators::of));
    }

    private Answer show(Request request) {
        ReportReviews.Shown shown = reviews.find(request.caller().account(), request.pathNumber("id"));
        return Answer.ok(ReportBody.Details.of(shown, directory));
    }

    private Answer figures(Request request) {
        return Answer.ok(ReportBody.Figures.of(reviews.figures(request.tenant())));
    }

    private Answer restrictions(Request request) {
        int limit = request.limit();
        Instant now = clock.instant();
        List<P2pRestriction> rows = restrictions.page(request.tenant(), now, request.cursor(Long.MAX_VALUE), limit + 1);
        return Answer.ok(
                Page.of(rows, limit, each -> request.cursorBehind(each.id())).map(ReportBody.RestrictionBody::of));
    }

    private Answer lift(Request request) {
        long id = request.pathNumber("id");
        AccountId lifter = request.caller().account();
        AccountId lifted = restrictions.lift(lifter, request.caller().userId(), id, clock.instant());
        request.audit("p2p restriction " + id, "account " + lifted.number(), null);
        return Answer.noContent();
    }
}
