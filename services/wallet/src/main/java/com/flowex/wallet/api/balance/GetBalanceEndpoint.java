package com.flowex.wallet.api.balance;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.RejectReason;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Refusal;
import com.flowex.wallet.app.history.BalanceHistory;
import com.flowex.wallet.app.history.BalanceTime;
import com.flowex.wallet.store.balance.BalanceQueries;
import java.util.Optional;

/** {@code GET /api/wallet/balance/{currency}}: the caller's balance of one asset, now or at a past moment. */
public record GetBalanceEndpoint(
        BalanceQueries balances, BalanceHistory past, InstrumentDirectory directory, ConsistentView view)
        implements Endpoint {

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        Optional<BalanceTime> moment = BalanceTime.of(request::query);
        view.await(request);
        Asset asset = directory.namedAsset(account.tenant(), request.path("currency"));
        BalanceQueries.AccountBalances found =
                moment.map(time -> balances.of(account, past.of(account, time))).orElseGet(() -> balances.of(account));
        return Answer.ok(found.balances().stream()
                .filter(held -> held.asset().equals(asset.id()))
                .map(balances::body)
                .findFirst()
                .orElseThrow(() -> Refusal.refused(RejectReason.UNKNOWN_ASSET)));
    }
}
