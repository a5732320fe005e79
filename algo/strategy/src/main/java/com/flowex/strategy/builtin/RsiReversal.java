package com.flowex.strategy.builtin;

import com.flowex.strategy.Strategy;
import com.flowex.strategy.StrategyProvider;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.indicator.RelativeStrengthIndex;
import com.flowex.strategy.parameter.ParameterSpec;
import com.flowex.strategy.parameter.Parameters;
import java.util.List;

/** Buys what fell fast and sells what rose fast, by Wilder's relative strength index. */
public final class RsiReversal implements StrategyProvider {

    @Override
    public String id() {
        return "rsi";
    }

    @Override
    public String summary() {
        return "Buys when the relative strength index is below one bound, sells when it is above another.";
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(
                CommonParameters.interval("1h"),
                CommonParameters.period("period", "Bars of the index.", 14),
                new ParameterSpec.Decimal("buyBelow", "Index below which it buys.", 1, 99, 30),
                new ParameterSpec.Decimal("sellAbove", "Index above which it sells, more than buyBelow.", 1, 99, 70),
                CommonParameters.equityShare());
    }

    @Override
    public Strategy create(Parameters parameters) {
        CommonParameters.requireBelow(parameters, "buyBelow", "sellAbove");
        return new SignalStrategy(parameters, () -> new Reversal(parameters));
    }

    private static final class Reversal implements Signal {

        private final RelativeStrengthIndex index;
        private final double buyBelow;
        private final double sellAbove;

        Reversal(Parameters parameters) {
            this.index = new RelativeStrengthIndex(CommonParameters.period(parameters, "period"));
            this.buyBelow = parameters.number("buyBelow");
            this.sellAbove = parameters.number("sellAbove");
        }

        @Override
        public Decision onBar(Bar bar) {
            index.update(bar.close());
            // Comparisons with NaN are false: nothing happens before the index is known.
            if (index.value() < buyBelow) {
                return Decision.ENTER;
            }
            return index.value() > sellAbove ? Decision.LEAVE : Decision.STAY;
        }

        @Override
        public void plot(Plot plot) {
            if (index.ready()) {
                plot.point("relative strength", index.value());
            }
        }
    }
}
