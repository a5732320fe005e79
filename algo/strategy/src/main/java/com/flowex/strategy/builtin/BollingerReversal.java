package com.flowex.strategy.builtin;

import com.flowex.strategy.Strategy;
import com.flowex.strategy.StrategyProvider;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.indicator.BollingerBands;
import com.flowex.strategy.parameter.ParameterSpec;
import com.flowex.strategy.parameter.Parameters;
import java.util.List;

/** Buys below the lower Bollinger band and sells when the price is back. */
public final class BollingerReversal implements StrategyProvider {

    private static final String MIDDLE = "middle";
    private static final String UPPER = "upper";

    @Override
    public String id() {
        return "bollinger";
    }

    @Override
    public String summary() {
        return "Buys when a close is below the lower Bollinger band, sells when one is above the middle or upper one.";
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(
                CommonParameters.interval("1h"),
                CommonParameters.period("period", "Bars of the mean and of the deviation.", 20),
                new ParameterSpec.Decimal(
                        "width", "Distance of each band from the mean in standard deviations.", 0.1, 10, 2),
                new ParameterSpec.Choice("exit", "Line above which it sells.", List.of(MIDDLE, UPPER), MIDDLE),
                CommonParameters.equityShare());
    }

    @Override
    public Strategy create(Parameters parameters) {
        return new SignalStrategy(parameters, () -> new Reversal(parameters));
    }

    private static final class Reversal implements Signal {

        private final BollingerBands bands;
        private final boolean isExitAtUpper;

        Reversal(Parameters parameters) {
            this.bands = new BollingerBands(CommonParameters.period(parameters, "period"), parameters.number("width"));
            this.isExitAtUpper = parameters.text("exit").equals(UPPER);
        }

        @Override
        public Decision onBar(Bar bar) {
            bands.update(bar.close());
            if (bar.close() < bands.lower()) {
                return Decision.ENTER;
            }
            return bar.close() > (isExitAtUpper ? bands.upper() : bands.middle()) ? Decision.LEAVE : Decision.STAY;
        }

        @Override
        public void plot(Plot plot) {
            if (bands.ready()) {
                plot.point("upper band", bands.upper());
                plot.point("middle", bands.middle());
                plot.point("lower band", bands.lower());
            }
        }
    }
}
