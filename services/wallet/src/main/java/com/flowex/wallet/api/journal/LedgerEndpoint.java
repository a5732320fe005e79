package com.flowex.wallet.api.journal;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.wallet.store.balance.LedgerQueries;
import java.util.List;

/** {@code GET /api/wallet/ledger}: public, without a login. */
public record LedgerEndpoint(LedgerQueries ledger, ConsistentView view) implements Endpoint {

    /** The schema LedgerLine of docs/api/openapi.yaml. */
    private record LineBody(String currency, String sum, String liabilities, long accounts) {}

    /** The schema Ledger of docs/api/openapi.yaml. */
    private record LedgerBody(long sequence, boolean zeroSum, List<LineBody> items) {}

    @Override
    public Answer answer(Request request) {
        view.awaitRequested(request.tenant(), request.minSequence());
        LedgerQueries.Ledger found = ledger.of(request.tenant());
        boolean zeroSum = found.lines().stream().allMatch(line -> line.sum().signum() == 0);
        return Answer.ok(new LedgerBody(
                found.sequence(),
                zeroSum,
                found.lines().stream().map(LedgerEndpoint::body).toList()));
    }

    private static LineBody body(LedgerQueries.Line line) {
        return new LineBody(
                line.currency(), Decimals.plain(line.sum()), Decimals.plain(line.liabilities()), line.accounts());
    }
}
