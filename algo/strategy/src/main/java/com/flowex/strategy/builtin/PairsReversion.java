package com.flowex.strategy.builtin;

import com.flowex.strategy.Strategy;
import com.flowex.strategy.StrategyProvider;
import com.flowex.strategy.TradingContext;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.BarInterval;
import com.flowex.strategy.data.DataRequest;
import com.flowex.strategy.indicator.LinearRegression;
import com.flowex.strategy.indicator.RollingDeviation;
import com.flowex.strategy.order.OrderUpdate;
import com.flowex.strategy.order.OwnFill;
import com.flowex.strategy.parameter.ParameterSpec;
import com.flowex.strategy.parameter.Parameters;
import java.util.List;

/** Holds the cheaper one of two markets that move together, without a short side. */
public final class PairsReversion implements StrategyProvider {

    @Override
    public String id() {
        return "pairs";
    }

    @Override
    public String summary() {
        return "Holds that one of two markets which is cheap by their usual relation, until the relation is back.";
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(
                CommonParameters.interval("1h"),
                new ParameterSpec.Whole("lookback", "Bars of the regression and of the deviation.", 10, 10_000, 100),
                new ParameterSpec.Decimal("entry", "Deviations of the relation at which it buys.", 0.1, 20, 2),
                new ParameterSpec.Decimal("exit", "Deviations at which it sells again, less than entry.", 0, 20, 0.5),
                new ParameterSpec.Decimal("stop", "Deviations at which it gives up, more than entry.", 0.2, 100, 4),
                CommonParameters.equityShare());
    }

    @Override
    public Strategy create(Parameters parameters) {
        CommonParameters.requireBelow(parameters, "exit", "entry");
        CommonParameters.requireBelow(parameters, "entry", "stop");
        return new Pair(parameters);
    }

    private static final class Pair implements Strategy {

        private final BarInterval interval;
        private final double entry;
        private final double exit;
        private final double stop;
        private final double share;
        private final LinearRegression relation;
        private final RollingDeviation spreads;
        private final MarketPosition[] positions = new MarketPosition[2];
        private final String[] symbols = {"", ""};
        private final double[] closes = new double[2];
        private final long[] openNanos = {Long.MIN_VALUE, Long.MIN_VALUE};
        // After a stop it waits until the relation is back.
        private boolean isStopped;

        Pair(Parameters parameters) {
            this.interval = CommonParameters.interval(parameters);
            this.entry = parameters.number("entry");
            this.exit = parameters.number("exit");
            this.stop = parameters.number("stop");
            this.share = parameters.number(CommonParameters.SHARE);
            int lookback = CommonParameters.period(parameters, "lookback");
            this.relation = new LinearRegression(lookback);
            this.spreads = new RollingDeviation(lookback);
        }

        @Override
        public List<DataRequest> subscriptions(List<String> markets) {
            if (markets.size() != 2) {
                throw new IllegalArgumentException("pairs trades two markets, the run has " + markets.size());
            }
            for (int i = 0; i < 2; i++) {
                symbols[i] = markets.get(i);
                positions[i] = new MarketPosition(symbols[i]);
            }
            return List.of(new DataRequest.Bars(symbols[0], interval), new DataRequest.Bars(symbols[1], interval));
        }

        private int index(String symbol) {
            return symbol.equals(symbols[0]) ? 0 : 1;
        }

        @Override
        public void onBar(TradingContext context, Bar bar) {
            int market = index(bar.symbol());
            closes[market] = bar.close();
            openNanos[market] = bar.openNanos();
            // Decides when both bars of an interval have come; an interval that lacks one is passed over.
            if (openNanos[0] == openNanos[1]) {
                onBoth(context);
            }
        }

        private void onBoth(TradingContext context) {
            double x = Math.log(closes[1]);
            double y = Math.log(closes[0]);
            double spread = relation.ready() ? y - relation.predict(x) : Double.NaN;
            relation.update(x, y);
            if (Double.isNaN(spread)) {
                return;
            }
            spreads.update(spread);
            if (!spreads.ready()) {
                return;
            }
            double score = spreads.zScore(spread);
            context.plot("deviations", score);
            isStopped = isStopped ? Math.abs(score) > exit : Math.abs(score) > stop;
            if (positions[0].isBusy() || positions[1].isBusy()) {
                return;
            }
            // The first market is cheap below zero, the second one above.
            trade(context, 0, -score);
            trade(context, 1, score);
        }

        private void trade(TradingContext context, int market, double cheapness) {
            boolean isOpen = positions[market].isOpen(context, closes[market]);
            if (isOpen && (isStopped || cheapness < exit)) {
                positions[market].sell(context, closes[market]);
            } else if (!isOpen
                    && !isStopped
                    && cheapness > entry
                    && !positions[1 - market].isOpen(context, closes[1 - market])) {
                double money =
                        context.balance(context.market(symbols[market]).quote()).total();
                positions[market].buy(context, money * share, closes[market]);
            }
        }

        @Override
        public void onFill(TradingContext context, OwnFill fill) {
            positions[index(fill.symbol())].onFill(context, fill);
        }

        @Override
        public void onOrder(TradingContext context, OrderUpdate update) {
            positions[index(update.symbol())].onOrder(update);
        }
    }
}
