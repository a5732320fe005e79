package com.flowex.strategy.builtin;

import com.flowex.strategy.Strategy;
import com.flowex.strategy.StrategyProvider;
import com.flowex.strategy.TradingContext;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.BarInterval;
import com.flowex.strategy.data.DataRequest;
import com.flowex.strategy.order.OrderUpdate;
import com.flowex.strategy.order.OwnFill;
import com.flowex.strategy.parameter.ParameterSpec;
import com.flowex.strategy.parameter.Parameters;
import java.util.List;

/** Buys for the same amount at a fixed pace, and never sells. */
public final class CostAveraging implements StrategyProvider {

    @Override
    public String id() {
        return "dca";
    }

    @Override
    public String summary() {
        return "Buys for the same amount of money at a fixed pace, whatever the price, and never sells.";
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(
                CommonParameters.interval("1d"),
                new ParameterSpec.Whole("every", "Bars from one purchase to the next.", 1, 10_000, 7),
                new ParameterSpec.Decimal(
                        CommonParameters.SHARE,
                        "Share of the quote balance at the start that each purchase spends.",
                        0.0001,
                        1,
                        0.01));
    }

    @Override
    public Strategy create(Parameters parameters) {
        return new Purchases(parameters);
    }

    private static final class Purchases implements Strategy {

        private final BarInterval interval;
        private final long every;
        private final double share;
        private MarketPosition position = new MarketPosition("");
        private double amount;
        private long bars;

        Purchases(Parameters parameters) {
            this.interval = CommonParameters.interval(parameters);
            this.every = parameters.whole("every");
            this.share = parameters.number(CommonParameters.SHARE);
        }

        @Override
        public List<DataRequest> subscriptions(List<String> markets) {
            String symbol = CommonParameters.onlyMarket("dca", markets);
            position = new MarketPosition(symbol);
            return List.of(new DataRequest.Bars(symbol, interval));
        }

        @Override
        public void onBar(TradingContext context, Bar bar) {
            if (bars == 0) {
                String quote = context.market(bar.symbol()).quote();
                amount = context.balance(quote).available() * share;
            }
            if (bars++ % every == 0 && !position.isBusy()) {
                position.buy(context, amount, bar.close());
            }
        }

        @Override
        public void onFill(TradingContext context, OwnFill fill) {
            position.onFill(context, fill);
        }

        @Override
        public void onOrder(TradingContext context, OrderUpdate update) {
            position.onOrder(update);
        }
    }
}
