package com.flowex.benchmarks.backtest;

import com.flowex.backtest.Backtest;
import com.flowex.backtest.data.CandleSeries;
import com.flowex.backtest.data.DataFiles;
import com.flowex.backtest.data.MarketDataSource;
import com.flowex.backtest.metric.BacktestSample;
import com.flowex.backtest.metric.Metric;
import com.flowex.backtest.result.BacktestResult;
import com.flowex.backtest.result.RunEnd;
import com.flowex.backtest.search.ParameterAxis;
import com.flowex.backtest.search.ParameterSearch;
import com.flowex.backtest.search.SearchObserver;
import com.flowex.backtest.search.SearchPlan;
import com.flowex.backtest.search.SearchResult;
import com.flowex.backtest.search.TrialOutcome;
import com.flowex.backtest.setup.BacktestRequest;
import com.flowex.backtest.setup.FillModel;
import com.flowex.backtest.setup.Latency;
import com.flowex.backtest.setup.MarketSetup;
import com.flowex.backtest.setup.RunLimits;
import com.flowex.backtest.setup.RunObserver;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.FeeSchedule;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.value.Scale;
import com.flowex.sandbox.Sandbox;
import com.flowex.sandbox.SandboxSettings;
import com.flowex.sandbox.ScriptProvider;
import com.flowex.strategy.Strategy;
import com.flowex.strategy.StrategyProvider;
import com.flowex.strategy.TradingContext;
import com.flowex.strategy.builtin.MovingAverageCross;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.DataRequest;
import com.flowex.strategy.parameter.Parameters;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * {@code ./flowex bench backtest CANDLES [MESSAGES]}: bars of strategies per second of processor time, messages of
 * recorded flow, sets of parameters on two threads, the start of a sandbox, and bars with many open trades. The
 * processor time is that of all threads and of the processes of strategies.
 */
public final class BacktestThroughput {

    private static final String SYMBOL = "ETH-USD";
    private static final double SECOND = 1e9;
    private static final int ROUNDS = 60;
    private static final int STARTS = 11;
    private static final Sandbox SANDBOX = new Sandbox(SandboxSettings.standard());

    private final CandleSeries candles;

    private BacktestThroughput(CandleSeries candles) {
        this.candles = candles;
    }

    /** @param arguments file of candles, compressed or not, and the number of messages of the flow */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path file = Path.of(arguments[0]);
        if (!(DataFiles.read(file) instanceof CandleSeries candles)) {
            throw new IllegalArgumentException("the file has trades, and candles are measured");
        }
        BacktestThroughput measured = new BacktestThroughput(candles);
        measured.bars();
        measured.search();
        measured.openTrades();
        starts();
        flow(Long.parseLong(arguments[1]));
    }

    private BacktestRequest request(Supplier<Strategy> strategy) {
        return request(strategy, MarketSetup.fitting(SYMBOL, candles, new FeeRates(0, 0)), new FillModel.NextOpen());
    }

    private static BacktestRequest request(Supplier<Strategy> strategy, MarketSetup market, FillModel model) {
        return new BacktestRequest(
                "bench",
                strategy,
                List.of(market),
                Map.of(market.quote(), "10000000", market.base(), "10"),
                market.quote(),
                model,
                Latency.NONE,
                1,
                new RunLimits(400_000, 1_000, 10_000, 10));
    }

    private static Supplier<Strategy> builtIn(Map<String, String> texts) {
        StrategyProvider provider = new MovingAverageCross();
        return BacktestRequest.strategyOf(provider, Parameters.parse(provider.parameters(), texts));
    }

    private void bars() {
        BacktestResult own = Backtest.run(request(MeasuredStrategies.Cross::new), RunObserver.NONE);
        report(
                "built-in moving-average-cross",
                builtIn(Map.of("interval", candles.interval().toString())),
                ROUNDS);
        report("the rule in Java", MeasuredStrategies.Cross::new, ROUNDS);
        try (ScriptProvider script =
                SANDBOX.provider("cross", "cross", MeasuredStrategies.CROSS_SCRIPT, List.of(SYMBOL))) {
            Supplier<Strategy> scripted =
                    BacktestRequest.strategyOf(script, Parameters.parse(script.parameters(), Map.of()));
            BacktestResult batched = report("user code, bars in batches", scripted, ROUNDS / 3);
            BacktestResult single =
                    report("user code, one bar at a time", () -> new OneByOne(scripted.get()), ROUNDS / 6);
            System.out.printf(
                    Locale.ROOT,
                    "user code: fills=%d equal_to_java=%b digest_equal_in_batches=%b%n",
                    batched.fills().size(),
                    batched.fills().equals(own.fills()),
                    batched.digest().equals(single.digest()));
        }
    }

    /** Reports the bars per second of processor time, after as many runs to warm up. */
    private BacktestResult report(String name, Supplier<Strategy> strategy, int rounds) {
        BacktestResult result = Backtest.run(request(strategy), RunObserver.NONE);
        for (int i = 1; i < rounds; i++) {
            result = Backtest.run(request(strategy), RunObserver.NONE);
        }
        if (result.end() != RunEnd.COMPLETED) {
            throw new IllegalStateException(name + ": " + result.endMessage());
        }
        long cpu = cpuNanos();
        for (int i = 0; i < rounds; i++) {
            result = Backtest.run(request(strategy), RunObserver.NONE);
        }
        double seconds = (cpuNanos() - cpu) / SECOND;
        System.out.printf(
                Locale.ROOT,
                "bars %s: %.0f/CPU-s bars=%d runs=%d fills=%d%n",
                name,
                rounds * candles.size() / seconds,
                candles.size(),
                rounds,
                result.fills().size());
        return result;
    }

    /** Returns the processor time of this process and of those of strategies. */
    private static long cpuNanos() {
        long own =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
        return own
                + ProcessHandle.current()
                        .descendants()
                        .mapToLong(each -> each.info()
                                .totalCpuDuration()
                                .map(Duration::toNanos)
                                .orElse(0L))
                        .sum();
    }

    private void search() {
        StrategyProvider provider = new MovingAverageCross();
        SearchPlan plan = SearchPlan.grid(List.of(
                ParameterAxis.parse(provider.parameters().get(2), "5..14"),
                ParameterAxis.parse(provider.parameters().get(3), "20..65:5")));
        double[] seconds = new double[3];
        SearchResult[] results = new SearchResult[3];
        for (int round = 0; round < 2; round++) {
            for (int workers = 1; workers <= 2; workers++) {
                long start = System.nanoTime();
                results[workers] = ParameterSearch.run(plan, this::outcome, List.of(), SearchObserver.NONE, workers);
                seconds[workers] = (System.nanoTime() - start) / SECOND;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "search sets=%d one_thread=%.1fs two_threads=%.1fs ratio=%.2f equal=%b%n",
                plan.sets().size(),
                seconds[1],
                seconds[2],
                seconds[1] / seconds[2],
                best(results[1]).equals(best(results[2])));
    }

    private static String best(SearchResult result) {
        return result.best()
                .map(each -> each.parameters() + " " + each.outcome().score())
                .orElse("none");
    }

    private TrialOutcome outcome(Map<String, String> set) {
        Map<String, String> texts = new HashMap<>(set);
        texts.put("interval", candles.interval().toString());
        return TrialOutcome.of(
                BacktestSample.of(Backtest.run(request(builtIn(texts)), RunObserver.NONE)), Metric.SHARPE, false);
    }

    private void openTrades() {
        double[] nanos = new double[2];
        int[] trades = {10, 10_000};
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < trades.length; i++) {
                MeasuredStrategies.OpenTrades strategy = new MeasuredStrategies.OpenTrades(trades[i]);
                BacktestResult result = Backtest.run(request(() -> strategy), RunObserver.NONE);
                if (result.fills().size() < trades[i]) {
                    throw new IllegalStateException(
                            "trades did not open: " + result.fills().size());
                }
                nanos[i] = strategy.nanosPerBar();
            }
        }
        System.out.printf(
                Locale.ROOT,
                "open trades: bar_with_10=%.0fns bar_with_10000=%.0fns ratio=%.2f%n",
                nanos[0],
                nanos[1],
                nanos[1] / nanos[0]);
    }

    private static void starts() throws IOException, InterruptedException {
        long[] empty = new long[STARTS];
        long[] checked = new long[STARTS];
        long[] standing = new long[STARTS];
        Sandbox ahead = Sandbox.withStandby(SandboxSettings.standard());
        check(ahead);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        for (int i = 0; i < STARTS; i++) {
            long start = System.nanoTime();
            new ProcessBuilder(
                            java,
                            "-Xmx64m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            EmptyProgram.class.getName())
                    .inheritIO()
                    .start()
                    .waitFor();
            empty[i] = System.nanoTime() - start;
            start = System.nanoTime();
            check(SANDBOX);
            checked[i] = System.nanoTime() - start;
            ahead.awaitStandby();
            start = System.nanoTime();
            check(ahead);
            standing[i] = System.nanoTime() - start;
            ahead.awaitStandby();
        }
        Arrays.sort(empty);
        Arrays.sort(checked);
        Arrays.sort(standing);
        System.out.printf(
                Locale.ROOT,
                "start: empty_jvm=%.0fms sandbox_with_check=%.0fms ratio=%.2f standing_by=%.0fms ratio=%.2f wall=%s%n",
                empty[STARTS / 2] / 1e6,
                checked[STARTS / 2] / 1e6,
                (double) checked[STARTS / 2] / empty[STARTS / 2],
                standing[STARTS / 2] / 1e6,
                (double) standing[STARTS / 2] / empty[STARTS / 2],
                SANDBOX.confinement());
    }

    private static void check(Sandbox sandbox) {
        if (!sandbox.check(MeasuredStrategies.CROSS_SCRIPT, List.of(SYMBOL)).isAccepted()) {
            throw new IllegalStateException("the source is not accepted");
        }
    }

    private static void flow(long messages) {
        MarketDataSource flow = new MadeFlow(messages);
        MarketSetup market = new MarketSetup(
                SYMBOL,
                new Scale(4),
                new Scale(6),
                new InstrumentRules(new Scale(2), 1, 100_000_000, 1, 1, 100_000_000, 0),
                FeeSchedule.flat(new FeeRates(0, 0)),
                flow,
                false);
        long cpu = cpuNanos();
        long start = System.nanoTime();
        BacktestResult result = Backtest.run(
                request(MeasuredStrategies.Quoter::new, market, new FillModel.OrderByOrder()), RunObserver.NONE);
        System.out.printf(
                Locale.ROOT,
                "flow messages=%d seconds=%.1f cpu=%.1f orders=%d fills=%d end=%s %s%n",
                messages,
                (System.nanoTime() - start) / SECOND,
                (cpuNanos() - cpu) / SECOND,
                result.orders().size(),
                result.fills().size(),
                result.end(),
                result.endMessage());
    }

    /** Hands bars on one at a time. */
    private record OneByOne(Strategy inner) implements Strategy, AutoCloseable {

        @Override
        public List<DataRequest> subscriptions(List<String> markets) {
            return inner.subscriptions(markets);
        }

        @Override
        public void onStart(TradingContext context) {
            inner.onStart(context);
        }

        @Override
        public void onBar(TradingContext context, Bar bar) {
            inner.onBar(context, bar);
        }

        @Override
        public void close() {
            if (inner instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception e) {
                    throw new IllegalStateException("the strategy cannot be closed", e);
                }
            }
        }
    }
}
