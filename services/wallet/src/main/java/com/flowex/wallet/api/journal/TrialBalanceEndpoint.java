package com.flowex.wallet.api.journal;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Refusal;
import com.flowex.wallet.store.balance.TrialBalanceQueries;
import com.flowex.wallet.store.journal.AccountClass;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code GET /api/v1/ledger/trial-balance}: the balance of each class of accounts in each asset, at any event. */
public record TrialBalanceEndpoint(TrialBalanceQueries ledger, ConsistentView view) implements Endpoint {

    /** The schema TrialBalanceLine of docs/api/openapi.yaml. */
    private record LineBody(String currency, Map<String, String> classes, String sum) {}

    /** The schema TrialBalance of docs/api/openapi.yaml. */
    private record Body(long sequence, boolean zeroSum, List<LineBody> items) {}

    @Override
    public Answer answer(Request request) {
        long requested = request.queryNumber("sequence", Long.MAX_VALUE, 0, Long.MAX_VALUE);
        view.await(request);
        long shown = view.sequence();
        if (requested != Long.MAX_VALUE && requested > shown) {
            throw Refusal.invalid("sequence", "a number up to that of the last event that is shown, " + shown);
        }
        long at = Math.min(requested, shown);
        List<TrialBalanceQueries.Line> lines = ledger.at(request.tenant(), at);
        boolean zeroSum = lines.stream().allMatch(line -> sum(line).signum() == 0);
        return Answer.ok(new Body(
                at, zeroSum, lines.stream().map(TrialBalanceEndpoint::body).toList()));
    }

    private static BigInteger sum(TrialBalanceQueries.Line line) {
        return line.units().values().stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static LineBody body(TrialBalanceQueries.Line line) {
        Scale scale = new Scale(line.scale());
        Map<String, String> classes = new LinkedHashMap<>();
        for (AccountClass one : AccountClass.values()) {
            classes.put(one.word(), Decimals.format(line.units().getOrDefault(one, 0L), scale));
        }
        return new LineBody(line.currency(), classes, Decimals.format(sum(line), scale));
    }
}
