package com.flowex.wallet.api.withdrawal;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Feature;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.wallet.app.withdrawal.WithdrawalDecisions;
import com.flowex.wallet.app.withdrawal.WithdrawalRequests;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.transaction.IdempotencyKey;
import com.flowex.wallet.store.withdrawal.Withdrawal;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Routes for users' own withdrawals. */
public final class WithdrawalRoutes {

    private static final String WITHDRAWALS = "/api/wallet/withdrawals";

    private final WithdrawalRequests requests;
    private final WithdrawalDecisions withdrawals;
    private final InstrumentDirectory directory;

    public WithdrawalRoutes(
            WithdrawalRequests requests, WithdrawalDecisions withdrawals, InstrumentDirectory directory) {
        this.requests = requests;
        this.withdrawals = withdrawals;
        this.directory = directory;
    }

    public Routes routes() {
        return new Routes()
                .post("/api/wallet/withdraw", Access.of(Permission.WITHDRAW), this::request)
                .partOf(Feature.WITHDRAWALS)
                .audited()
                .get(WITHDRAWALS + "/{id}", Access.of(Permission.READ), this::get)
                .delete(WITHDRAWALS + "/{id}", Access.of(Permission.WITHDRAW), this::cancel)
                .audited();
    }

    /**
     * The body as sent.
     *
     * @param code second-factor code
     */
    private record WithdrawBody(
            @Nullable String currency,
            @Nullable String amount,
            @Nullable String address,
            @Nullable String network,
            @Nullable String memo,
            @Nullable String id,
            @Nullable String code) {

        /** Keeps the code out of every log. */
        @Override
        public String toString() {
            return "WithdrawBody[" + currency + ", " + amount + ", " + address + "]";
        }
    }

    private Answer request(Request request) {
        WithdrawBody body = request.body(WithdrawBody.class);
        Fields fields = new Fields();
        Optional<String> key = IdempotencyKey.of(request.header(IdempotencyKey.HEADER), body.id(), fields);
        fields.check();
        WithdrawalRequests.AcceptedWithdrawal requested = requests.request(
                request,
                new WithdrawalRequests.Form(
                        body.currency(),
                        body.amount(),
                        body.address(),
                        body.network(),
                        body.memo(),
                        key,
                        body.code(),
                        Optional.empty()));
        WithdrawalBody shown = body(requested.withdrawal());
        return requested.isNew() ? Answer.created(shown) : Answer.ok(shown);
    }

    private Answer get(Request request) {
        return Answer.ok(body(withdrawals.find(request.caller().account(), id(request))));
    }

    private Answer cancel(Request request) {
        UUID id = id(request);
        withdrawals.cancel(request.caller().account(), id);
        request.audit("withdrawal " + DerivedIds.hex(id), null, null);
        return Answer.ok(body(withdrawals.find(request.caller().account(), id)));
    }

    static UUID id(Request request) {
        return DerivedIds.parse(request.path("id")).orElseThrow(() -> Refusal.notFound("there is no such withdrawal"));
    }

    private WithdrawalBody body(Withdrawal withdrawal) {
        return WithdrawalBody.of(
                withdrawal, directory.asset(withdrawal.transaction().asset()), withdrawals.steps(withdrawal));
    }
}
