package com.flowex.strategy.builtin;

import com.flowex.strategy.Strategy;
import com.flowex.strategy.StrategyProvider;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.parameter.ParameterSpec;
import com.flowex.strategy.parameter.Parameters;
import java.util.Arrays;
import java.util.List;

/** Trades one large order in parts that follow the usual volume of the time of day. */
public final class VwapExecution implements StrategyProvider {

    private static final long DAY_NANOS = 86_400_000_000_000L;

    @Override
    public String id() {
        return "vwap";
    }

    @Override
    public String summary() {
        return "Learns the usual volume of each time of day, then trades one large order in proportion to it.";
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(
                CommonParameters.interval("15m"),
                ExecutionStrategy.SIDE,
                ExecutionStrategy.SHARE,
                new ParameterSpec.Whole("learn", "Bars of volume that it learns before it trades.", 0, 100_000, 480),
                new ParameterSpec.Whole("bars", "Number of bars over which it trades.", 1, 100_000, 96),
                ExecutionStrategy.BAND);
    }

    @Override
    public Strategy create(Parameters parameters) {
        return new ExecutionStrategy(id(), parameters, new Profile(parameters));
    }

    /** Volume by time of day in UTC. A time that was never seen counts as an average one. */
    private static final class Profile implements ExecutionStrategy.Schedule {

        private final long learn;
        private final int bars;
        private final long intervalNanos;
        private final double[] volumes;
        private final int[] counts;
        private long seen;
        // Share of the order that is due by each bar of the execution; empty before it begins.
        private double[] shares = {};
        private int bar;

        Profile(Parameters parameters) {
            this.learn = parameters.whole("learn");
            this.bars = Math.toIntExact(parameters.whole("bars"));
            this.intervalNanos = CommonParameters.interval(parameters).nanos();
            int times = Math.toIntExact(Math.max(1, DAY_NANOS / intervalNanos));
            this.volumes = new double[times];
            this.counts = new int[times];
        }

        private int time(long openNanos) {
            return (int) Math.min(Math.floorMod(openNanos, DAY_NANOS) / intervalNanos, volumes.length - 1);
        }

        @Override
        public double due(Bar closed, double total) {
            if (seen < learn) {
                int time = time(closed.openNanos());
                volumes[time] += closed.volume();
                counts[time]++;
                seen++;
            }
            if (seen < learn) {
                return 0;
            }
            if (shares.length == 0) {
                shares = shares(closed.closeNanos());
            }
            bar = Math.min(bar + 1, bars);
            return total * shares[bar - 1];
        }

        private double[] shares(long firstOpenNanos) {
            double average = Arrays.stream(volumes).sum() / Math.max(1, seen);
            double[] shares = new double[bars];
            double sum = 0;
            for (int i = 0; i < bars; i++) {
                int time = time(firstOpenNanos + i * intervalNanos);
                double usual = counts[time] == 0 ? average : volumes[time] / counts[time];
                // Without any volume the parts are equal.
                sum += average == 0 ? 1 : usual;
                shares[i] = sum;
            }
            for (int i = 0; i < bars; i++) {
                shares[i] = sum == 0 ? (i + 1.0) / bars : shares[i] / sum;
            }
            return shares;
        }
    }
}
