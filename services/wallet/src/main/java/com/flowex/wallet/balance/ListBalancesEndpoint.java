package com.flowex.wallet.balance;

import com.flowex.desk.OwnView;
import com.flowex.edge.http.Answer;
import com.flowex.edge.http.Endpoint;
import com.flowex.edge.http.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/wallet/balances}: every listed asset, all as of one event. */
public record ListBalancesEndpoint(BalanceQueries balances, OwnView view) implements Endpoint {

    /** The schema Balances of docs/api/openapi.yaml. */
    private record BalancesBody(
            List<BalanceBody> items, @Nullable String nextCursor, long sequence) {}

    @Override
    public Answer answer(Request request) {
        view.await(request);
        BalanceQueries.AccountBalances found = balances.of(request.caller().account());
        return Answer.ok(
                new BalancesBody(found.balances().stream().map(balances::body).toList(), null, found.sequence()));
    }
}
