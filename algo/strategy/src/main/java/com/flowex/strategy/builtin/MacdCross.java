package com.flowex.strategy.builtin;

import com.flowex.strategy.Strategy;
import com.flowex.strategy.StrategyProvider;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.indicator.Macd;
import com.flowex.strategy.parameter.ParameterSpec;
import com.flowex.strategy.parameter.Parameters;
import java.util.List;

/** Invested while the MACD line is above its signal line. */
public final class MacdCross implements StrategyProvider {

    @Override
    public String id() {
        return "macd";
    }

    @Override
    public String summary() {
        return "Buys when the MACD line crosses above its signal line, sells when it crosses below.";
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(
                CommonParameters.interval("1h"),
                CommonParameters.period("fast", "Bars of the fast average.", 12),
                CommonParameters.period("slow", "Bars of the slow average, more than the fast one has.", 26),
                CommonParameters.period("signal", "Values of the line that the signal line averages.", 9),
                CommonParameters.equityShare());
    }

    @Override
    public Strategy create(Parameters parameters) {
        CommonParameters.requireBelow(parameters, "fast", "slow");
        return new SignalStrategy(parameters, () -> new Cross(parameters));
    }

    private static final class Cross implements Signal {

        private final Macd macd;
        private final CrossSignal cross = new CrossSignal();

        Cross(Parameters parameters) {
            this.macd = new Macd(
                    CommonParameters.period(parameters, "fast"),
                    CommonParameters.period(parameters, "slow"),
                    CommonParameters.period(parameters, "signal"));
        }

        @Override
        public Decision onBar(Bar bar) {
            macd.update(bar.close());
            return macd.ready() ? cross.onDifference(macd.histogram()) : Decision.STAY;
        }

        @Override
        public void plot(Plot plot) {
            if (macd.ready()) {
                plot.point("MACD line", macd.line());
                plot.point("signal line", macd.signal());
            }
        }
    }
}
