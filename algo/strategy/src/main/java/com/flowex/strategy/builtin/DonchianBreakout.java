package com.flowex.strategy.builtin;

import com.flowex.strategy.Strategy;
import com.flowex.strategy.StrategyProvider;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.indicator.AverageTrueRange;
import com.flowex.strategy.indicator.DonchianChannel;
import com.flowex.strategy.parameter.ParameterSpec;
import com.flowex.strategy.parameter.Parameters;
import java.util.List;

/** Buys above the highest high of the bars before and sells below their lowest low. */
public final class DonchianBreakout implements StrategyProvider {

    @Override
    public String id() {
        return "donchian-breakout";
    }

    @Override
    public String summary() {
        return "Buys when a close is above all highs of the bars before, sells when one is below their lows.";
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(
                CommonParameters.interval("1d"),
                CommonParameters.period("entry", "Bars whose highest high has to be passed.", 20),
                CommonParameters.period("exit", "Bars whose lowest low ends the position.", 10),
                new ParameterSpec.Decimal(
                        "stopRanges",
                        "Fall below the entry's close that ends the position, in average true ranges; 0 for none.",
                        0,
                        20,
                        2),
                CommonParameters.equityShare());
    }

    @Override
    public Strategy create(Parameters parameters) {
        return new SignalStrategy(parameters, () -> new Breakout(parameters));
    }

    private static final class Breakout implements Signal {

        private final DonchianChannel entry;
        private final DonchianChannel exit;
        private final AverageTrueRange range;
        private final double stopRanges;
        private double upper = Double.NaN;
        private double lower = Double.NaN;
        // NaN while no entry is followed.
        private double stop = Double.NaN;

        Breakout(Parameters parameters) {
            int entryBars = CommonParameters.period(parameters, "entry");
            this.entry = new DonchianChannel(entryBars);
            this.exit = new DonchianChannel(CommonParameters.period(parameters, "exit"));
            this.range = new AverageTrueRange(entryBars);
            this.stopRanges = parameters.number("stopRanges");
        }

        @Override
        public Decision onBar(Bar bar) {
            upper = entry.upper();
            lower = exit.lower();
            entry.update(bar.high(), bar.low());
            exit.update(bar.high(), bar.low());
            range.update(bar.high(), bar.low(), bar.close());
            if (bar.close() < lower || bar.close() < stop) {
                stop = Double.NaN;
                return Decision.LEAVE;
            }
            if (bar.close() > upper) {
                if (Double.isNaN(stop) && stopRanges > 0) {
                    stop = bar.close() - stopRanges * range.value();
                }
                return Decision.ENTER;
            }
            return Decision.STAY;
        }

        @Override
        public void plot(Plot plot) {
            if (!Double.isNaN(upper) && !Double.isNaN(lower)) {
                plot.point("entry", upper);
                plot.point("exit", Math.max(lower, Double.isNaN(stop) ? lower : stop));
            }
        }
    }
}
