package com.flowex.strategy.builtin;

import com.flowex.strategy.Strategy;
import com.flowex.strategy.StrategyProvider;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.parameter.ParameterSpec;
import com.flowex.strategy.parameter.Parameters;
import java.util.List;

/** Trades one large order in equal parts over time. */
public final class TwapExecution implements StrategyProvider {

    @Override
    public String id() {
        return "twap";
    }

    @Override
    public String summary() {
        return "Trades one large order in equal parts, one each bar, for the average price of the time.";
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(
                CommonParameters.interval("1m"),
                ExecutionStrategy.SIDE,
                ExecutionStrategy.SHARE,
                new ParameterSpec.Whole("bars", "Number of bars over which it trades.", 1, 100_000, 60),
                ExecutionStrategy.BAND);
    }

    @Override
    public Strategy create(Parameters parameters) {
        return new ExecutionStrategy(id(), parameters, new Even(parameters.whole("bars")));
    }

    private static final class Even implements ExecutionStrategy.Schedule {

        private final long bars;
        private long bar;

        Even(long bars) {
            this.bars = bars;
        }

        @Override
        public double due(Bar closed, double total) {
            bar = Math.min(bar + 1, bars);
            return total * bar / bars;
        }
    }
}
