package com.flowex.wallet.api.balance;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.wallet.app.history.BalanceHistory;
import com.flowex.wallet.app.history.BalanceTime;
import com.flowex.wallet.store.balance.BalanceBody;
import com.flowex.wallet.store.balance.BalanceQueries;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/wallet/balances} and, for callers who may see other users, {@code GET
 * /api/wallet/accounts/{number}/balances}. The answer has every listed asset, all as of one event, the last or a former
 * one.
 *
 * @param whose returns the account to read
 */
public record ListBalancesEndpoint(
        Function<Request, AccountId> whose,
        OrderEntryService orderEntry,
        BalanceQueries balances,
        BalanceHistory past,
        ConsistentView view)
        implements Endpoint {

    /** The schema Balances of docs/api/openapi.yaml. */
    private record BalancesBody(
            List<BalanceBody> items, @Nullable String nextCursor, long sequence) {}

    @Override
    public Answer answer(Request request) {
        AccountId account = whose.apply(request);
        Optional<BalanceTime> moment = BalanceTime.of(request::query);
        view.await(request);
        BalanceQueries.AccountBalances found =
                moment.map(time -> balances.of(account, past.of(account, time))).orElseGet(() -> balances.of(account));
        if (!account.equals(request.caller().account()) && found.isEmpty()) {
            orderEntry.requireAccount(account);
        }
        return Answer.ok(
                new BalancesBody(found.balances().stream().map(balances::body).toList(), null, found.sequence()));
    }
}
