package com.flowex.wallet.api.withdrawal;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.errors.Refusal;
import com.flowex.wallet.app.withdrawal.WithdrawalDecisions;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.withdrawal.Withdrawal;
import java.util.List;
import java.util.UUID;

/** Routes for a second person's decisions on withdrawals. */
public final class WithdrawalApprovalRoutes {

    private static final String QUEUE = "/api/v1/withdrawals";

    private final WithdrawalDecisions withdrawals;
    private final InstrumentDirectory directory;

    public WithdrawalApprovalRoutes(WithdrawalDecisions withdrawals, InstrumentDirectory directory) {
        this.withdrawals = withdrawals;
        this.directory = directory;
    }

    public Routes routes() {
        Access manage = Access.of(Permission.CUSTODY_MANAGE);
        return new Routes()
                .get(QUEUE, manage, this::list)
                .query("limit")
                .post(QUEUE + "/{id}/approve", manage, request -> decide(request, true))
                .withoutBody()
                .post(QUEUE + "/{id}/refuse", manage, request -> decide(request, false))
                .withoutBody();
    }

    /** Withdrawal with everything that a second person has to know: the schema WithdrawalToDecide. */
    private record PendingWithdrawalBody(
            String account, String userId, int risk, List<String> reasons, WithdrawalBody withdrawal) {}

    /** Entry for the audit log. */
    private record AuditDecision(String account, boolean approved) {}

    private PendingWithdrawalBody shown(Withdrawal withdrawal) {
        return new PendingWithdrawalBody(
                Long.toString(withdrawal.account().number()),
                Long.toString(withdrawal.userId()),
                withdrawal.risk(),
                withdrawal.reasons(),
                WithdrawalBody.of(
                        withdrawal, directory.asset(withdrawal.transaction().asset()), withdrawals.steps(withdrawal)));
    }

    private Answer list(Request request) {
        return Answer.ok(Page.whole(withdrawals.undecided(request.tenant(), request.limit()).stream()
                .map(this::shown)
                .toList()));
    }

    private Answer decide(Request request, boolean approved) {
        UUID id = WithdrawalRoutes.id(request);
        int tenant = request.tenant();
        Withdrawal withdrawal =
                withdrawals.find(tenant, id).orElseThrow(() -> Refusal.notFound("there is no such withdrawal"));
        request.auditBefore(
                "withdrawal " + DerivedIds.hex(id),
                null,
                new AuditDecision(Long.toString(withdrawal.account().number()), approved));
        withdrawals.decide(tenant, id, request.caller().userId(), approved);
        return Answer.ok(shown(withdrawals.find(tenant, id).orElseThrow()));
    }
}
