package com.flowex.strategies;

import com.flowex.domain.order.Side;
import com.flowex.strategy.BarBatch;
import com.flowex.strategy.BatchedStrategy;
import com.flowex.strategy.Strategy;
import com.flowex.strategy.StrategyProvider;
import com.flowex.strategy.TradingContext;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.BarInterval;
import com.flowex.strategy.data.DataRequest;
import com.flowex.strategy.order.OrderIntent;
import com.flowex.strategy.order.OrderUpdate;
import com.flowex.strategy.parameter.ParameterSpec;
import com.flowex.strategy.parameter.Parameters;
import java.util.List;

/** Places a bid each minute, or a market order, and logs each refusal. */
final class EveryMinute implements StrategyProvider {

    @Override
    public String id() {
        return "every-minute";
    }

    @Override
    public String summary() {
        return "Places an order each minute.";
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(
                new ParameterSpec.Decimal("quantity", "Quantity of an order", 0.001, 10, 0.01),
                new ParameterSpec.Decimal("below", "Distance below the close; 0 for a market order", 0, 1e6, 100),
                new ParameterSpec.Flag("fails", "True if it fails at the second bar", false));
    }

    @Override
    public Strategy create(Parameters parameters) {
        return new BatchedStrategy() {
            private int bars;

            @Override
            public List<DataRequest> subscriptions(List<String> markets) {
                return List.of(new DataRequest.Bars(markets.getFirst(), BarInterval.parse("1m")));
            }

            @Override
            public int onBars(BarBatch batch) {
                onBar(batch.at(0), batch.bar(0));
                return 1;
            }

            @Override
            public void onBar(TradingContext context, Bar bar) {
                if (++bars == 2 && parameters.flag("fails")) {
                    throw new IllegalStateException("it fails");
                }
                double below = parameters.number("below");
                double quantity = parameters.number("quantity");
                context.place(
                        below == 0
                                ? OrderIntent.market(bar.symbol(), Side.BUY, quantity)
                                : OrderIntent.limit(bar.symbol(), Side.BUY, quantity, bar.close() - below));
            }

            @Override
            public void onOrder(TradingContext context, OrderUpdate update) {
                context.log(update.status() + " " + update.reason());
            }
        };
    }
}
