package com.flowex.sandbox;

import com.flowex.strategy.BarBatch;
import com.flowex.strategy.TradingContext;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.BarInterval;
import com.flowex.strategy.parameter.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Runs strategies over bars of a seeded random walk, one bar a call or many. */
final class ScriptRunner {

    static final String SYMBOL = "BTC-USDT";
    static final List<String> MARKETS = List.of(SYMBOL);

    private static final BarInterval MINUTE = BarInterval.parse("1m");

    private ScriptRunner() {}

    static List<Bar> bars(int count, long seed) {
        List<Bar> bars = new ArrayList<>();
        Random random = new Random(seed);
        double close = 100;
        for (int i = 0; i < count; i++) {
            double open = close;
            close = open * (1 + random.nextGaussian() * 0.002);
            bars.add(new Bar(
                    SYMBOL,
                    MINUTE,
                    i * MINUTE.nanos(),
                    open,
                    Math.max(open, close) * 1.001,
                    Math.min(open, close) * 0.999,
                    close,
                    random.nextInt(100)));
        }
        return bars;
    }

    static SandboxedStrategy start(ScriptProvider provider, RecordingContext context) {
        SandboxedStrategy strategy =
                (SandboxedStrategy) provider.create(Parameters.parse(provider.parameters(), Map.of()));
        try {
            strategy.subscriptions(MARKETS);
            strategy.onStart(context);
        } catch (RuntimeException e) {
            strategy.close();
            throw e;
        }
        return strategy;
    }

    /**
     * Runs a strategy to its end.
     *
     * @param batch most bars a call; 1 calls {@code onBar}
     * @return everything that it did
     */
    static List<String> run(ScriptProvider provider, List<Bar> bars, int batch) {
        RecordingContext context = new RecordingContext(7);
        try (SandboxedStrategy strategy = start(provider, context)) {
            int next = 0;
            while (next < bars.size()) {
                List<Bar> some = bars.subList(next, Math.min(bars.size(), next + batch));
                next += batch == 1 ? one(strategy, context, some.getFirst()) : strategy.onBars(batch(context, some));
            }
            strategy.onStop(context.at(bars.getLast().closeNanos()));
        }
        return context.record();
    }

    private static int one(SandboxedStrategy strategy, RecordingContext context, Bar bar) {
        strategy.onBar(context.at(bar.closeNanos()), bar);
        return 1;
    }

    static BarBatch batch(RecordingContext context, List<Bar> bars) {
        return new BarBatch() {

            @Override
            public int size() {
                return bars.size();
            }

            @Override
            public Bar bar(int index) {
                return bars.get(index);
            }

            @Override
            public long timeNanos(int index) {
                return bars.get(index).closeNanos();
            }

            @Override
            public TradingContext at(int index) {
                return context.at(timeNanos(index));
            }
        };
    }
}
