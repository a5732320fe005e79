package com.flowex.benchmarks.risk;

import com.flowex.platform.Platform;
import com.flowex.platform.Settings;
import com.flowex.risk.app.daily.DailyScoring;
import com.flowex.risk.app.daily.PricedMarkets;
import com.flowex.risk.app.daily.ScoreListener;
import com.flowex.risk.app.portfolio.JointReturns;
import com.flowex.risk.app.portfolio.ShrunkCovariance;
import com.flowex.risk.app.portfolio.TailRisk;
import com.flowex.risk.store.score.DailyScoresTable;
import com.flowex.risk.store.score.ScoreWeightsTable;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * {@code ./flowex bench risk}: the daily scores of many assets, with an embedded PostgreSQL for days and scores, and
 * the Monte Carlo paths of a portfolio. It reports the heap that remains after a collection: before, in the middle, and
 * at the end.
 */
public final class RiskThroughput {

    private static final int DAYS = 730;
    private static final int WARM_UP = 1_000;
    private static final double SCORES_GOAL_SECONDS = 60;

    private static final int PATHS = 100_000;
    private static final int PORTFOLIO = 50;
    private static final int RUNS = 12;
    private static final double PATHS_GOAL_SECONDS = 5;

    private static final double HEAP_GROWS_MB = 32;
    private static final double MEGABYTE = 1 << 20;
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long SEED = 20261123;

    private final Platform platform;
    private final int assets;
    private final Instant now = Instant.now();
    private double middleMegabytes;

    private RiskThroughput(Platform platform, int assets) {
        this.platform = platform;
        this.assets = assets;
    }

    /** @param arguments an empty folder, and the number of assets */
    public static void main(String[] arguments) throws SQLException, InterruptedException {
        int assets = Integer.parseInt(arguments[1]);
        try (Platform platform = Platform.open(Settings.of(Map.of("FLOWEX_DATA_DIR", arguments[0])))) {
            new RiskThroughput(platform, assets).scores();
        }
        paths();
    }

    private void scores() throws SQLException, InterruptedException {
        platform.database().migrate("marketdata");
        platform.database().migrate("risk");
        long today = TimeUnit.SECONDS.toDays(now.getEpochSecond());
        SyntheticMarkets markets = new SyntheticMarkets(platform.database(), today);
        long start = System.nanoTime();
        try (Connection views = platform.database().views().getConnection()) {
            markets.fill(views, assets, DAYS);
        }
        System.out.printf(
                Locale.ROOT,
                "filled assets=%d days=%d seconds=%.0f%n",
                assets,
                DAYS,
                (System.nanoTime() - start) / SECOND);
        daily(Math.min(WARM_UP, assets), markets).run(SyntheticMarkets.TENANT, now, (_, _) -> {});
        markets.micros().reset();
        double before = heapMegabytes();
        start = System.nanoTime();
        String done = daily(assets, markets).run(SyntheticMarkets.TENANT, now, this::check);
        double seconds = (System.nanoTime() - start) / SECOND;
        double after = heapMegabytes();
        Histogram micros = markets.micros();
        System.out.printf(
                Locale.ROOT,
                "scores %s: seconds=%.1f an_asset_p50_ms=%.2f p95_ms=%.2f p99_ms=%.2f heap_mb before=%.0f middle=%.0f after=%.0f%n",
                done,
                seconds,
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(95) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                before,
                middleMegabytes,
                after);
        verdict("scores", seconds < SCORES_GOAL_SECONDS, seconds, SCORES_GOAL_SECONDS);
        double grown = Math.max(middleMegabytes, after) - before;
        System.out.printf(
                Locale.ROOT,
                "verdict heap: grown_mb=%.1f goal=%.0f %s%n",
                grown,
                HEAP_GROWS_MB,
                grown < HEAP_GROWS_MB ? "met" : "MISSED");
    }

    private DailyScoring daily(int count, SyntheticMarkets markets) {
        return new DailyScoring(
                new PricedMarkets(
                        SyntheticMarkets.listed(count + 1),
                        markets,
                        (_, asset) -> OptionalDouble.of(1e6 * (1 + Math.floorMod(asset.hashCode(), 1_000_003)))),
                new ScoreWeightsTable(platform.database()),
                new DailyScoresTable(platform.database()),
                ScoreListener.NO_LISTENER,
                DAYS,
                InstantSource.system());
    }

    private void check(int percent, String note) {
        if (percent >= 50 && middleMegabytes == 0) {
            middleMegabytes = heapMegabytes();
        }
    }

    private static double heapMegabytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE;
    }

    /** Measures paths with a covariance of two years of days whose assets have half of their variance in common. */
    private static void paths() {
        Random random = new Random(SEED);
        double[][] rows = new double[DAYS][PORTFOLIO];
        for (double[] row : rows) {
            double common = random.nextGaussian();
            Arrays.setAll(row, _ -> 0.02 * (common + random.nextGaussian()));
        }
        ShrunkCovariance estimate = ShrunkCovariance.of(rows);
        double[] weights = new double[PORTFOLIO];
        Arrays.fill(weights, 1.0 / PORTFOLIO);
        Histogram micros = new Histogram(TimeUnit.MINUTES.toMicros(5), 3);
        TailRisk tail = new TailRisk(0, 0);
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            JointReturns returns =
                    new JointReturns(estimate.correlation(), estimate.deviations(), Double.POSITIVE_INFINITY);
            tail = returns.monteCarlo(weights, PATHS, SEED + run, 0.99);
            micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
        }
        double p95 = micros.getValueAtPercentile(95) / 1e6;
        System.out.printf(
                Locale.ROOT,
                "monte_carlo paths=%d assets=%d runs=%d var=%.4f p50_s=%.2f p95_s=%.2f p99_s=%.2f%n",
                PATHS,
                PORTFOLIO,
                RUNS,
                tail.var(),
                micros.getValueAtPercentile(50) / 1e6,
                p95,
                micros.getValueAtPercentile(99) / 1e6);
        verdict("monte_carlo", p95 < PATHS_GOAL_SECONDS, p95, PATHS_GOAL_SECONDS);
    }

    private static void verdict(String subject, boolean isMet, double seconds, double goal) {
        System.out.printf(
                Locale.ROOT,
                "verdict %s: seconds=%.1f goal=%.0f %s%n",
                subject,
                seconds,
                goal,
                isMet ? "met" : "MISSED");
    }
}
