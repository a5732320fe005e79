package com.flowex.strategy.builtin;

import com.flowex.strategy.Strategy;
import com.flowex.strategy.StrategyProvider;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.indicator.RateOfChange;
import com.flowex.strategy.parameter.ParameterSpec;
import com.flowex.strategy.parameter.Parameters;
import java.util.List;

/** Invested in what has risen. */
public final class Momentum implements StrategyProvider {

    @Override
    public String id() {
        return "momentum";
    }

    @Override
    public String summary() {
        return "Is invested while the price is higher than it was some bars ago.";
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(
                CommonParameters.interval("1d"),
                CommonParameters.period("lookback", "Bars between the two compared closes.", 90),
                new ParameterSpec.Decimal(
                        "threshold",
                        "Change above which it buys, 0.05 for 5 %; it sells below its opposite.",
                        0,
                        10,
                        0),
                new ParameterSpec.Whole("every", "Bars from one decision to the next.", 1, 10_000, 1),
                CommonParameters.equityShare());
    }

    @Override
    public Strategy create(Parameters parameters) {
        return new SignalStrategy(parameters, () -> new Trend(parameters));
    }

    private static final class Trend implements Signal {

        private final RateOfChange change;
        private final double threshold;
        private final long every;
        private long bars;

        Trend(Parameters parameters) {
            this.change = new RateOfChange(CommonParameters.period(parameters, "lookback"));
            this.threshold = parameters.number("threshold");
            this.every = parameters.whole("every");
        }

        @Override
        public Decision onBar(Bar bar) {
            change.update(bar.close());
            if (!change.ready() || bars++ % every != 0) {
                return Decision.STAY;
            }
            if (change.value() > threshold) {
                return Decision.ENTER;
            }
            return change.value() < -threshold ? Decision.LEAVE : Decision.STAY;
        }

        @Override
        public void plot(Plot plot) {
            if (change.ready()) {
                plot.point("change", change.value());
            }
        }
    }
}
