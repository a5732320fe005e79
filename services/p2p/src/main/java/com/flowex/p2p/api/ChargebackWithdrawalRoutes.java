package com.flowex.p2p.api;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.p2p.app.report.CaseBook;
import com.flowex.p2p.app.report.ChargebackWithdrawals;
import com.flowex.p2p.app.report.ChargebackWithdrawals.Moderator;
import com.flowex.p2p.store.report.ChargebackWithdrawalsTable.Decided;
import com.flowex.p2p.store.report.ChargebackWithdrawalsTable.Withdrawal;
import com.flowex.platform.errors.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Routes by which two moderators withdraw a chargeback that was recorded by mistake. */
public final class ChargebackWithdrawalRoutes {

    private static final String ROOT = "/api/v1/p2p/chargeback-withdrawals";
    private static final int WORDS_MAX = 1_000;

    private final ChargebackWithdrawals commands;

    public ChargebackWithdrawalRoutes(ChargebackWithdrawals commands) {
        this.commands = commands;
    }

    public Routes routes() {
        Access decide = Access.of(Permission.CUSTODY_MANAGE);
        return new Routes()
                .get(ROOT, Access.of(Permission.USERS_READ), this::list)
                .query("limit", "cursor")
                .post(ROOT, decide, this::ask)
                .audited()
                .post(ROOT + "/{id}/approval", decide, this::decide)
                .audited();
    }

    /** Withdrawal as moderators see it: the schema P2pChargebackWithdrawal. */
    private record WithdrawalBody(
            String id,
            String chargebackId,
            String tradeId,
            String buyer,
            String chargebackReason,
            String reason,
            @Nullable String caseId,
            String state,
            String requestedBy,
            Instant requestedAt,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String caseEffect) {

        static WithdrawalBody of(Withdrawal withdrawal, CaseBook.@Nullable Effect effect) {
            Optional<Decided> decided = withdrawal.decided();
            long caseId = withdrawal.of().caseId();
            return new WithdrawalBody(
                    Long.toString(withdrawal.id()),
                    Long.toString(withdrawal.of().id()),
                    withdrawal.of().trade().toString(),
                    Long.toString(withdrawal.of().buyer().number()),
                    withdrawal.of().reason().label(),
                    withdrawal.words(),
                    caseId == 0 ? null : Long.toString(caseId),
                    decided.map(each -> each.isApproved() ? "approved" : "refused")
                            .orElse("waiting"),
                    Long.toString(withdrawal.requestedBy().number()),
                    withdrawal.requestedAt(),
                    decided.map(each -> Long.toString(each.by().number())).orElse(null),
                    decided.map(Decided::at).orElse(null),
                    effect == null ? null : effect.name().toLowerCase(Locale.ROOT));
        }
    }

    private Answer list(Request request) {
        int limit = request.limit();
        List<Withdrawal> rows = commands.page(request.caller().account(), request.cursor(Long.MAX_VALUE), limit + 1);
        return Answer.ok(Page.of(rows, limit, each -> request.cursorBehind(each.id()))
                .map(each -> WithdrawalBody.of(each, null)));
    }

    private static Moderator moderator(Request request) {
        return new Moderator(request.caller().account(), request.caller().userId());
    }

    /** Request body. */
    private record AskForm(
            @Nullable String chargebackId, @Nullable String reason) {}

    private Answer ask(Request request) {
        AskForm form = request.body(AskForm.class);
        Fields fields = new Fields();
        String chargeback = form.chargebackId() == null ? "" : form.chargebackId();
        if (!chargeback.matches("[1-9][0-9]{0,17}")) {
            fields.refuse("chargeback_id", "the id of a chargeback");
        }
        String reason = fields.text("reason", form.reason(), WORDS_MAX);
        fields.check();
        Withdrawal requested = commands.ask(moderator(request), Long.parseLong(chargeback), reason);
        request.audit(
                subject(requested), null, "withdrawal " + requested.id() + " of its chargeback requested: " + reason);
        return Answer.created(WithdrawalBody.of(requested, null));
    }

    private static String subject(Withdrawal withdrawal) {
        return "p2p trade " + withdrawal.of().trade();
    }

    /** Request body. */
    private record ApprovalForm(@Nullable Boolean approve) {}

    private Answer decide(Request request) {
        Boolean answer = request.body(ApprovalForm.class).approve();
        Fields fields = new Fields();
        if (answer == null) {
            fields.refuse("approve", "true or false");
        }
        fields.check();
        boolean approve = Boolean.TRUE.equals(answer);
        ChargebackWithdrawals.Outcome outcome = commands.decide(moderator(request), request.pathNumber("id"), approve);
        Withdrawal decided = outcome.withdrawal();
        request.audit(
                subject(decided),
                "chargeback " + decided.of().reason().label() + ", case "
                        + decided.of().caseId(),
                (approve ? "withdrawn, case " : "withdrawal refused, case ")
                        + outcome.effect().name().toLowerCase(Locale.ROOT));
        return Answer.ok(WithdrawalBody.of(decided, outcome.effect()));
    }
}
