package com.flowex.risk.app.daily;

import com.flowex.domain.market.Asset;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.jobs.ParallelMap;
import com.flowex.risk.app.bar.CleanedBars;
import com.flowex.risk.app.score.AssetScore;
import com.flowex.risk.app.score.AssetScoreInput;
import com.flowex.risk.app.score.AssetScorer;
import com.flowex.risk.app.score.PeerGroup;
import com.flowex.risk.app.score.ScoreWeights;
import com.flowex.risk.store.score.DailyScoresTable;
import com.flowex.risk.store.score.ScoreRun;
import com.flowex.risk.store.score.ScoreWeightsTable;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Daily scoring of all assets of a tenant, {@value #AT_ONCE} at a time: memory holds only their days and some scores. A
 * repeated run is harmless: it replaces the day's scores by the same ones.
 *
 * @param seen listener that gets the scores of assets with enough days of their own in the end
 * @param keptDays retention of the history, in days
 */
public record DailyScoring(
        PricedMarkets priced,
        ScoreWeightsTable weights,
        DailyScoresTable scores,
        ScoreListener seen,
        int keptDays,
        InstantSource clock) {

    private static final int BATCH = 200;

    /** While one asset is computed, the database reads another's days. */
    private static final int AT_ONCE = 2;

    /** Callback for progress; it throws to end the run. */
    @FunctionalInterface
    public interface Progress {
        void at(int percent, String note);
    }

    /**
     * Scores the day before the given moment.
     *
     * @return one line that summarises the run
     */
    public String run(int tenant, Instant requestedFor, Progress progress) throws InterruptedException {
        long today = requestedFor.atZone(ZoneOffset.UTC).toLocalDate().toEpochDay();
        ScoreWeights counted = weights.of(tenant);
        Map<String, ListedMarket> markets = markets(tenant, counted.reference());
        List<Asset> assets = priced.directory().assetsOf(tenant);
        AssetScorer scorer = new AssetScorer(counted);
        Map<String, Double> known = new HashMap<>();
        PeerGroup peers = new PeerGroup();
        List<Asset> newListings = new ArrayList<>();
        for (int from = 0; from < assets.size(); from += BATCH) {
            int to = Math.min(assets.size(), from + BATCH);
            List<AssetScore> batch = ParallelMap.each("scores", AT_ONCE, assets.subList(from, to), asset -> {
                String code = asset.code();
                return scorer.score(facts(tenant, code, markets.get(code), today), seed(tenant, code, today));
            });
            for (int i = 0; i < batch.size(); i++) {
                AssetScore score = batch.get(i);
                note(score, known);
                peers.add(score);
                if (score.score() == null && !score.market().isEmpty()) {
                    newListings.add(assets.get(from + i));
                }
            }
            scores.write(tenant, batch, clock.instant());
            progress.at(100 * to / assets.size(), to + " of " + assets.size() + " assets");
        }
        int scored = known.size();
        for (Asset asset : peers.isEnough() ? newListings : List.<Asset>of()) {
            String code = asset.code();
            AssetScore score =
                    scorer.score(facts(tenant, code, markets.get(code), today), peers, seed(tenant, code, today));
            if (score.score() != null) {
                scores.write(tenant, List.of(score), clock.instant());
                scored++;
                progress.at(100, scored + " of " + assets.size() + " assets have a score");
            }
        }
        ScoreRun run = new ScoreRun(Math.toIntExact(today - 1), clock.instant(), assets.size(), scored);
        scores.end(tenant, run);
        seen.computed(tenant, run, known);
        scores.forget(tenant, Math.toIntExact(today - keptDays));
        return scored + " of " + assets.size() + " assets have a score";
    }

    private static void note(AssetScore score, Map<String, Double> known) {
        if (score.score() != null) {
            known.put(score.asset(), score.score().value());
        }
    }

    /**
     * Returns the market of each asset: against the reference asset where there is one, otherwise the first by its
     * name.
     */
    private Map<String, ListedMarket> markets(int tenant, String reference) {
        Map<String, ListedMarket> markets = new HashMap<>();
        priced.directory().of(tenant).stream()
                .sorted(Comparator.comparing(
                                (ListedMarket market) -> !market.quote().code().equals(reference))
                        .thenComparing(market -> market.instrument().symbol()))
                .forEach(market -> markets.putIfAbsent(market.base().code(), market));
        return markets;
    }

    private AssetScoreInput facts(int tenant, String asset, @Nullable ListedMarket market, long today) {
        OptionalDouble cap = priced.caps().of(tenant, asset);
        CleanedBars clean =
                CleanedBars.of(market == null ? List.of() : priced.days().bars(market, 0), today);
        return new AssetScoreInput(
                asset,
                market == null ? "" : market.instrument().symbol(),
                today - 1,
                clean,
                market == null ? null : priced.days().book(market).orElse(null),
                cap.isPresent() ? cap.getAsDouble() : null);
    }

    private static long seed(int tenant, String asset, long today) {
        return (31L * tenant + asset.hashCode()) * 1_000_003L + today;
    }
}
