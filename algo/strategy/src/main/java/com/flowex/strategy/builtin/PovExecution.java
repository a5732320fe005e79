package com.flowex.strategy.builtin;

import com.flowex.strategy.Strategy;
import com.flowex.strategy.StrategyProvider;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.parameter.ParameterSpec;
import com.flowex.strategy.parameter.Parameters;
import java.util.List;

/** Trades one large order as a share of the market's volume. */
public final class PovExecution implements StrategyProvider {

    @Override
    public String id() {
        return "pov";
    }

    @Override
    public String summary() {
        return "Trades one large order as a fixed share of the volume that the market trades.";
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(
                CommonParameters.interval("1m"),
                ExecutionStrategy.SIDE,
                ExecutionStrategy.SHARE,
                new ParameterSpec.Decimal("rate", "Share of the market's volume, 0.1 for 10 %.", 0.001, 0.5, 0.1),
                ExecutionStrategy.BAND);
    }

    @Override
    public Strategy create(Parameters parameters) {
        return new ExecutionStrategy(id(), parameters, new Participation(parameters.number("rate")));
    }

    private static final class Participation implements ExecutionStrategy.Schedule {

        private final double rate;
        private double volume;

        Participation(double rate) {
            this.rate = rate;
        }

        @Override
        public double due(Bar closed, double total) {
            volume += closed.volume();
            return Math.min(total, volume * rate);
        }
    }
}
