package com.flowex.strategy.builtin;

import com.flowex.strategy.Strategy;
import com.flowex.strategy.StrategyProvider;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.indicator.ExponentialMovingAverage;
import com.flowex.strategy.indicator.SimpleMovingAverage;
import com.flowex.strategy.indicator.WeightedMovingAverage;
import com.flowex.strategy.parameter.ParameterSpec;
import com.flowex.strategy.parameter.Parameters;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Invested while a fast average of the closes is above a slow one. */
public final class MovingAverageCross implements StrategyProvider {

    private static final String SIMPLE = "simple";
    private static final String EXPONENTIAL = "exponential";
    private static final String WEIGHTED = "weighted";

    @Override
    public String id() {
        return "moving-average-cross";
    }

    @Override
    public String summary() {
        return "Buys when a fast average of the closes crosses above a slow one, sells when it crosses below.";
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(
                CommonParameters.interval("1h"),
                new ParameterSpec.Choice(
                        "kind", "Kind of both averages.", List.of(SIMPLE, EXPONENTIAL, WEIGHTED), SIMPLE),
                CommonParameters.period("fast", "Bars of the fast average.", 10),
                CommonParameters.period("slow", "Bars of the slow average, more than the fast one has.", 30),
                CommonParameters.equityShare());
    }

    @Override
    public Strategy create(Parameters parameters) {
        CommonParameters.requireBelow(parameters, "fast", "slow");
        String kind = parameters.text("kind");
        int fast = CommonParameters.period(parameters, "fast");
        int slow = CommonParameters.period(parameters, "slow");
        return new SignalStrategy(parameters, () -> new Cross(average(kind, fast), average(kind, slow)));
    }

    /** Returns a function from the next close to the average, NaN before there is one. */
    private static DoubleUnaryOperator average(String kind, int period) {
        switch (kind) {
            case EXPONENTIAL -> {
                var average = ExponentialMovingAverage.ofPeriod(period);
                return close -> {
                    average.update(close);
                    return average.value();
                };
            }
            case WEIGHTED -> {
                var average = new WeightedMovingAverage(period);
                return close -> {
                    average.update(close);
                    return average.value();
                };
            }
            default -> {
                var average = new SimpleMovingAverage(period);
                return close -> {
                    average.update(close);
                    return average.value();
                };
            }
        }
    }

    private static final class Cross implements Signal {

        private final DoubleUnaryOperator fast;
        private final DoubleUnaryOperator slow;
        private final CrossSignal cross = new CrossSignal();
        private double fastValue = Double.NaN;
        private double slowValue = Double.NaN;

        Cross(DoubleUnaryOperator fast, DoubleUnaryOperator slow) {
            this.fast = fast;
            this.slow = slow;
        }

        @Override
        public Decision onBar(Bar bar) {
            fastValue = fast.applyAsDouble(bar.close());
            slowValue = slow.applyAsDouble(bar.close());
            return Double.isNaN(slowValue) ? Decision.STAY : cross.onDifference(fastValue - slowValue);
        }

        @Override
        public void plot(Plot plot) {
            if (!Double.isNaN(slowValue)) {
                plot.point("fast average", fastValue);
                plot.point("slow average", slowValue);
            }
        }
    }
}
