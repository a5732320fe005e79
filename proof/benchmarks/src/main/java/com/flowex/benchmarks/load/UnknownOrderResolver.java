package com.flowex.benchmarks.load;

import com.flowex.benchmarks.load.client.ExchangeApi;
import com.flowex.benchmarks.load.client.LoadPlan;
import com.flowex.benchmarks.load.client.OrderOutcomes;
import com.flowex.benchmarks.load.client.Trader;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Resolves orders with an unknown outcome: each is sent again with the same id, so that at most one of the two counts.
 */
final class UnknownOrderResolver {

    private static final int ROUNDS_MAX = 10;
    private static final long PAUSE_NANOS = 500_000_000;

    /** Status for an id whose answer is past retention: the lists must have its order. */
    private static final int GONE = 410;

    private final ExchangeApi api;
    private final LoadPlan plan;
    private final List<Trader> traders;

    UnknownOrderResolver(ExchangeApi api, LoadPlan plan, List<Trader> traders) {
        this.api = api;
        this.plan = plan;
        this.traders = traders;
    }

    /** Repeats until every outcome is known, or for some rounds. */
    void requestAgain(OrderOutcomes answers, String symbol, String priceWhole) {
        if (answers.unknown() > 0) {
            System.out.println(answers.unknown() + " orders got no clear answer: asking again");
        }
        for (int round = 0; round < ROUNDS_MAX && answers.unknown() > 0; round++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            for (int index = 0; index < answers.size(); index++) {
                if (answers.isUnknown(index)) {
                    Trader trader = traders.get(plan.account(index));
                    take(
                            answers,
                            index,
                            api.tryPost(trader.token(), "/api/trading/orders", plan.order(index, symbol, priceWhole)));
                }
            }
        }
    }

    private static void take(OrderOutcomes answers, int index, ExchangeApi.Answer answer) {
        if (answer.status() / 100 == 2) {
            answers.acknowledged(index, answer.body().path("id").asLong());
        } else if (answer.status() == GONE) {
            answers.acknowledged(index, Verification.ANY_ID);
        } else if (answer.status() / 100 == 4) {
            answers.rejected(index, answer.body().path("code").asText());
        }
    }
}
