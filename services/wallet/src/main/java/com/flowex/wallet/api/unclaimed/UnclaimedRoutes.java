package com.flowex.wallet.api.unclaimed;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.errors.Refusal;
import com.flowex.wallet.app.unclaimed.UnclaimedTransfers;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.unclaimed.UnclaimedTransfer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Transfers of money of erased people, for administrators: one person proposes, another approves. */
public final class UnclaimedRoutes {

    private static final String TRANSFERS = "/api/v1/unclaimed/transfers";

    private final UnclaimedTransfers transfers;
    private final InstrumentDirectory directory;

    public UnclaimedRoutes(UnclaimedTransfers transfers, InstrumentDirectory directory) {
        this.transfers = transfers;
        this.directory = directory;
    }

    public Routes routes() {
        Access manage = Access.of(Permission.CUSTODY_MANAGE);
        return new Routes()
                .get(TRANSFERS, manage, this::list)
                .unaudited()
                .post(TRANSFERS, manage, this::propose)
                .post(TRANSFERS + "/{id}/approve", manage, this::approve)
                .withoutBody()
                .post(TRANSFERS + "/{id}/reject", manage, this::reject)
                .withoutBody();
    }

    /** The schema UnclaimedTransfer. */
    private record Shown(
            String id,
            String account,
            String to,
            String currency,
            String amount,
            @Nullable String returns,
            String reason,
            String state,
            String proposedBy,
            Instant proposedAt,
            @Nullable String decidedBy,
            @Nullable Instant postedAt) {}

    private record AuditDecision(String by, boolean approved) {}

    private Shown shown(UnclaimedTransfer transfer) {
        Asset asset = directory.asset(transfer.amount().asset());
        return new Shown(
                DerivedIds.hex(transfer.id()),
                Long.toString(transfer.from().number()),
                Long.toString(transfer.to().number()),
                asset.code(),
                Decimals.format(transfer.amount().units(), asset.scale()),
                transfer.returns().map(DerivedIds::hex).orElse(null),
                transfer.reason(),
                transfer.state(),
                Long.toString(transfer.proposedBy()),
                transfer.proposedAt(),
                transfer.decidedBy().map(Object::toString).orElse(null),
                transfer.postedAt().orElse(null));
    }

    private Answer list(Request request) {
        return Answer.ok(Page.whole(
                transfers.newest(request.tenant()).stream().map(this::shown).toList()));
    }

    private Answer propose(Request request) {
        UnclaimedTransfer drafted = request.body(UnclaimedForm.class)
                .drafted(
                        transfers, directory, request.tenant(), request.caller().userId());
        request.auditBefore(subject(drafted), null, shown(drafted));
        return Answer.created(shown(transfers.propose(drafted)));
    }

    private Answer approve(Request request) {
        UnclaimedTransfer proposal = named(request);
        audit(request, proposal, true);
        return Answer.ok(shown(transfers.approve(
                request.tenant(), proposal.id(), request.caller().userId())));
    }

    private Answer reject(Request request) {
        UnclaimedTransfer proposal = named(request);
        audit(request, proposal, false);
        return Answer.ok(shown(transfers.reject(
                request.tenant(), proposal.id(), request.caller().userId())));
    }

    private UnclaimedTransfer named(Request request) {
        UUID id = DerivedIds.parse(request.path("id"))
                .orElseThrow(() -> Refusal.notFound("there is no such transfer of unclaimed money"));
        return transfers.find(request.tenant(), id);
    }

    private void audit(Request request, UnclaimedTransfer proposal, boolean approved) {
        request.auditBefore(
                subject(proposal),
                shown(proposal),
                new AuditDecision(Long.toString(request.caller().userId()), approved));
    }

    private static String subject(UnclaimedTransfer transfer) {
        return "account " + transfer.from().number() + ", transfer " + DerivedIds.hex(transfer.id());
    }
}
