package com.flowex.wallet.api.transfer;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Feature;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Refusal;
import com.flowex.wallet.app.withdrawal.WithdrawalDecisions;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.transaction.SentTransfers;
import com.flowex.wallet.store.withdrawal.Withdrawal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Routes of transfers from one user to another: their senders' own, and those for a second person's decisions. */
public final class TransferRoutes {

    private static final String TRANSFERS = "/api/wallet/transfers";
    private static final String QUEUE = "/api/v1/transfers";
    private static final int WEIGHT = 5;

    private final SendEndpoint send;
    private final WithdrawalDecisions decisions;
    private final SentTransfers sent;
    private final InstrumentDirectory directory;
    private final ConsistentView view;

    public TransferRoutes(
            SendEndpoint send,
            WithdrawalDecisions decisions,
            SentTransfers sent,
            InstrumentDirectory directory,
            ConsistentView view) {
        this.send = send;
        this.decisions = decisions;
        this.sent = sent;
        this.directory = directory;
        this.view = view;
    }

    public Routes routes() {
        Access manage = Access.of(Permission.CUSTODY_MANAGE);
        return new Routes()
                .post(TRANSFERS, Access.of(Permission.WITHDRAW), send)
                .partOf(Feature.TRANSFERS)
                .audited()
                .weight(WEIGHT)
                .get(TRANSFERS + "/{id}", Access.of(Permission.READ), this::get)
                .weight(WEIGHT)
                .delete(TRANSFERS + "/{id}", Access.of(Permission.WITHDRAW), this::cancel)
                .audited()
                .get(QUEUE, manage, this::list)
                .query("limit")
                .post(QUEUE + "/{id}/approve", manage, request -> decide(request, true))
                .withoutBody()
                .post(QUEUE + "/{id}/refuse", manage, request -> decide(request, false))
                .withoutBody();
    }

    /**
     * Transfer with everything that a second person has to know: the schema TransferToDecide.
     *
     * @param account account number of the sender
     * @param receiver account number of the receiver
     */
    private record PendingTransferBody(
            String account, String receiver, String userId, int risk, List<String> reasons, TransferBody transfer) {}

    /** Entry for the audit log. */
    private record AuditDecision(String account, boolean approved) {}

    private Answer get(Request request) {
        AccountId sender = request.caller().account();
        UUID id = id(request);
        Optional<Withdrawal> held = decisions.find(sender.tenant(), id).filter(found -> found.account()
                .equals(sender));
        if (held.isPresent()) {
            return Answer.ok(body(held.get()));
        }
        view.await(request);
        return sent.find(sender, DerivedIds.transfer(id))
                .map(found -> Answer.ok(
                        TransferBody.of(found, directory.asset(found.amount().asset()))))
                .orElseThrow(TransferRoutes::unknown);
    }

    private Answer cancel(Request request) {
        UUID id = id(request);
        AccountId sender = request.caller().account();
        decisions.cancel(sender, id);
        request.audit("transfer " + DerivedIds.hex(id), null, null);
        return Answer.ok(body(decisions.find(sender, id)));
    }

    private Answer list(Request request) {
        return Answer.ok(Page.whole(decisions.undecided(request.tenant(), request.limit()).stream()
                .map(this::shown)
                .toList()));
    }

    private Answer decide(Request request, boolean approved) {
        UUID id = id(request);
        int tenant = request.tenant();
        Withdrawal transfer = decisions.find(tenant, id).orElseThrow(TransferRoutes::unknown);
        request.auditBefore(
                "transfer " + DerivedIds.hex(id),
                null,
                new AuditDecision(Long.toString(transfer.account().number()), approved));
        decisions.decide(tenant, id, request.caller().userId(), approved);
        return Answer.ok(shown(decisions.find(tenant, id).orElseThrow()));
    }

    private PendingTransferBody shown(Withdrawal transfer) {
        return new PendingTransferBody(
                Long.toString(transfer.account().number()),
                transfer.transaction().address(),
                Long.toString(transfer.userId()),
                transfer.risk(),
                transfer.reasons(),
                body(transfer));
    }

    private TransferBody body(Withdrawal held) {
        return TransferBody.of(held, directory.asset(held.transaction().asset()));
    }

    private static UUID id(Request request) {
        return DerivedIds.parse(request.path("id")).orElseThrow(TransferRoutes::unknown);
    }

    private static Refusal unknown() {
        return Refusal.notFound("there is no such transfer");
    }
}
