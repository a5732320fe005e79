package com.flowex.risk.app.score;

import com.flowex.risk.app.bar.DailyBar;
import com.flowex.risk.app.measure.BlockBootstrap;
import com.flowex.risk.app.measure.Liquidity;
import com.flowex.risk.app.measure.TechnicalIndicators;
import com.flowex.risk.app.measure.Volatility;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hipparchus.stat.StatUtils;
import org.jspecify.annotations.Nullable;

/**
 * Computation of risk scores. The interval has two causes: chance, by bootstrap copies of the days, and unknown
 * factors, whose risk may be 0 as well as 100.
 */
public final class AssetScorer {

    /** Version of the formulas; the weights do not change it. */
    public static final String METHOD = "asset-score-3";

    /** Minimum number of days for a score. */
    public static final int DAYS_MIN = 30;

    /** Minimum number of days for the score of a new listing, which is shrunk towards other assets. */
    public static final int NEW_DAYS_MIN = 7;

    /** Number of days behind volatility and liquidity. */
    private static final int WINDOW = 365;

    private static final int COPIES = 200;
    private static final double LOW_PERCENT = 5;
    private static final double HIGH_PERCENT = 95;

    /** Yearly volatility from 5 % to 200 %. */
    private static final RiskScale VOLATILITY = RiskScale.byLogarithm(0.05, 2.00);

    /** Amihud's illiquidity from 0.01 % to 100 % per million. */
    private static final RiskScale AMIHUD = RiskScale.byLogarithm(0.0001, 1);

    /** Spread from one basis point to five percent. */
    private static final RiskScale SPREAD = RiskScale.byLogarithm(0.0001, 0.05);

    /** Share of idle days, up to half of the days without a relevant trade. */
    private static final RiskScale IDLE = RiskScale.inLine(0, 0.5);

    private static final RiskScale VOLUME = RiskScale.byLogarithm(10_000_000, 1_000);

    /** Share of idle days above which a price that stands still says nothing about its volatility. */
    private static final double IDLE_MAX = 0.5;

    private static final RiskScale DEPTH = RiskScale.byLogarithm(10_000_000, 1_000);
    private static final RiskScale TURNOVER = RiskScale.byLogarithm(0.1, 0.0001);
    private static final RiskScale CAP = RiskScale.byLogarithm(1e11, 1e6);
    private static final RiskScale BELOW_AVERAGE = RiskScale.inLine(0, -0.5);
    private static final RiskScale FROM_NEUTRAL = RiskScale.inLine(0, 50);
    private static final RiskScale BELOW_HIGH = RiskScale.inLine(0, -0.9);
    private static final RiskScale ABOVE_LOW = RiskScale.byLogarithm(10, 1);
    private static final RiskScale DRAWDOWN = RiskScale.inLine(0, 0.95);

    private static final double RSI_NEUTRAL = 50;

    private final ScoreWeights weights;

    public AssetScorer(ScoreWeights weights) {
        this.weights = weights;
    }

    /** Risks of the factors, in the order of the weights; null where a factor is unknown. */
    private record Risks(
            @Nullable Double volatility,
            @Nullable Double liquidity,
            @Nullable Double cap,
            @Nullable Double technical) {}

    /**
     * Returns the score of one asset.
     *
     * @param seed the same seed gives the same interval
     */
    public AssetScore score(AssetScoreInput facts, long seed) {
        return facts.days().bars().size() < DAYS_MIN ? withheld(facts) : scored(facts, Shrinkage.NONE, null, seed);
    }

    /**
     * Returns the score of an asset that may be too new for one of its own: from {@value #NEW_DAYS_MIN} days on its
     * volatility and liquidity are shrunk towards those of its peers.
     *
     * @param seed the same seed gives the same interval
     */
    public AssetScore score(AssetScoreInput facts, PeerGroup peers, long seed) {
        int days = facts.days().bars().size();
        if (days < NEW_DAYS_MIN || days >= DAYS_MIN || !peers.isEnough()) {
            return score(facts, seed);
        }
        Shrinkage shrinkage = Shrinkage.of(days, peers);
        double share = FactorMeasure.rounded(1 - shrinkage.own(), 6);
        return scored(facts, shrinkage, new AssetScore.Peers(peers.count(), share), seed);
    }

    private AssetScore scored(AssetScoreInput facts, Shrinkage shrinkage, AssetScore.@Nullable Peers peers, long seed) {
        List<DailyBar> year = facts.days().last(WINDOW);
        Volatility volatility = Volatility.of(year);
        Liquidity liquidity = Liquidity.of(year, facts.book(), facts.cap());
        List<FactorMeasure> ofLiquidity = measures(liquidity);
        // Means of fifty and two hundred days are not those of seven.
        List<FactorMeasure> ofTechnical =
                peers == null ? measures(TechnicalIndicators.of(facts.days().closes())) : List.of();
        boolean isIdle = liquidity.idle() > IDLE_MAX;
        Risks risks = new Risks(
                shrinkage.ofVolatility(isIdle ? null : volatility(volatility.yangZhang(), volatility.ewma())),
                shrinkage.ofLiquidity(mean(ofLiquidity)),
                facts.cap() == null ? null : CAP.of(facts.cap()),
                isIdle ? null : mean(ofTechnical));
        List<ScoreFactor> factors = List.of(
                factor("volatility", weights.volatility(), risks.volatility(), risks, measures(volatility)),
                factor("liquidity", weights.liquidity(), risks.liquidity(), risks, ofLiquidity),
                factor(
                        "market_cap",
                        weights.marketCap(),
                        risks.cap(),
                        risks,
                        facts.cap() == null
                                ? List.of()
                                : List.of(new FactorMeasure("market_cap", facts.cap(), risks.cap()))),
                factor("technical", weights.technical(), risks.technical(), risks, ofTechnical));
        return new AssetScore(
                facts.asset(),
                facts.market(),
                facts.day(),
                interval(year, liquidity, risks, shrinkage, seed),
                FactorMeasure.hundredths(shrinkage.own() * confidence(facts, risks, liquidity.idle())),
                factors,
                scoredNotes(facts, isIdle, peers != null),
                facts.days().quality(),
                peers,
                METHOD);
    }

    private static AssetScore withheld(AssetScoreInput facts) {
        List<String> notes = with(notes(facts), facts.market().isEmpty() ? "no_market" : "too_few_days");
        return new AssetScore(
                facts.asset(),
                facts.market(),
                facts.day(),
                null,
                0,
                List.of(),
                notes,
                facts.days().quality(),
                null,
                METHOD);
    }

    private static List<String> scoredNotes(AssetScoreInput facts, boolean isIdle, boolean isNew) {
        List<String> notes = isIdle ? with(notes(facts), "mostly_idle") : notes(facts);
        return isNew ? with(notes, "new_listing") : notes;
    }

    private static List<String> with(List<String> notes, String first) {
        List<String> all = new ArrayList<>(notes);
        all.addFirst(first);
        return all;
    }

    private static List<String> notes(AssetScoreInput facts) {
        List<String> notes = new ArrayList<>(facts.days().quality().notes());
        if (facts.cap() == null) {
            notes.add("market_cap_unknown");
        }
        if (facts.book() == null) {
            notes.add("book_unknown");
        }
        return notes;
    }

    private double confidence(AssetScoreInput facts, Risks risks, double idle) {
        double book = 0.9 + (facts.book() == null ? 0 : 0.1 * facts.book().observed());
        double trust = facts.days().quality().trust() * (1 - idle);
        return 100 * trust * book * known(risks) / weights.sum();
    }

    private static double volatility(double yangZhang, double ewma) {
        return (VOLATILITY.of(yangZhang) + VOLATILITY.of(ewma)) / 2;
    }

    private static List<FactorMeasure> measures(Volatility volatility) {
        return List.of(
                new FactorMeasure("yang_zhang", volatility.yangZhang(), VOLATILITY.of(volatility.yangZhang())),
                new FactorMeasure("ewma", volatility.ewma(), VOLATILITY.of(volatility.ewma())),
                new FactorMeasure("close_to_close", volatility.closeToClose(), null),
                new FactorMeasure("parkinson", volatility.parkinson(), null),
                new FactorMeasure("garman_klass", volatility.garmanKlass(), null));
    }

    private static List<FactorMeasure> measures(Liquidity liquidity) {
        List<FactorMeasure> measures = new ArrayList<>();
        add(measures, "amihud", liquidity.amihud(), AMIHUD);
        add(measures, "spread", liquidity.spread(), SPREAD);
        add(measures, "depth", liquidity.depth(), DEPTH);
        add(measures, "turnover", liquidity.turnover(), TURNOVER);
        add(measures, "daily_volume", liquidity.dailyVolume(), VOLUME);
        add(measures, "idle_days", liquidity.idle(), IDLE);
        return measures;
    }

    private static void add(List<FactorMeasure> to, String name, @Nullable Double value, RiskScale grade) {
        if (value != null) {
            to.add(new FactorMeasure(name, value, grade.of(value)));
        }
    }

    private static List<FactorMeasure> measures(TechnicalIndicators technical) {
        return List.of(
                new FactorMeasure("to_average_50", technical.toAverage50(), BELOW_AVERAGE.of(technical.toAverage50())),
                new FactorMeasure(
                        "to_average_200", technical.toAverage200(), BELOW_AVERAGE.of(technical.toAverage200())),
                new FactorMeasure("rsi_14", technical.rsi(), FROM_NEUTRAL.of(Math.abs(technical.rsi() - RSI_NEUTRAL))),
                new FactorMeasure("to_all_time_high", technical.toHigh(), BELOW_HIGH.of(technical.toHigh())),
                new FactorMeasure("to_all_time_low", technical.toLow(), ABOVE_LOW.of(1 + technical.toLow())),
                new FactorMeasure("max_drawdown", technical.maxDrawdown(), DRAWDOWN.of(technical.maxDrawdown())));
    }

    private static @Nullable Double mean(List<FactorMeasure> measures) {
        double[] risks = measures.stream()
                .map(FactorMeasure::risk)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        return risks.length == 0 ? null : StatUtils.mean(risks);
    }

    /** Returns the sum of the weights of the known factors. */
    private double known(Risks risks) {
        return (risks.volatility() == null ? 0 : weights.volatility())
                + (risks.liquidity() == null ? 0 : weights.liquidity())
                + (risks.cap() == null ? 0 : weights.marketCap())
                + (risks.technical() == null ? 0 : weights.technical());
    }

    private ScoreFactor factor(
            String name, int weight, @Nullable Double risk, Risks all, List<FactorMeasure> measures) {
        double known = known(all);
        double share = risk == null || known == 0 ? 0 : weight / known;
        return new ScoreFactor(
                name,
                risk == null ? null : FactorMeasure.hundredths(risk),
                weight,
                FactorMeasure.rounded(share, 6),
                risk == null ? 0 : FactorMeasure.rounded(share * risk, 6),
                measures);
    }

    /** Returns the weighted sum of the known risks, divided by the sum of all weights: an unknown risk counts as 0. */
    private double sum(Risks risks) {
        return (weights.volatility() * zero(risks.volatility())
                        + weights.liquidity() * zero(risks.liquidity())
                        + weights.marketCap() * zero(risks.cap())
                        + weights.technical() * zero(risks.technical()))
                / weights.sum();
    }

    private static double zero(@Nullable Double risk) {
        return risk == null ? 0 : risk;
    }

    private @Nullable ScoreInterval interval(
            List<DailyBar> year, Liquidity liquidity, Risks risks, Shrinkage shrinkage, long seed) {
        double known = known(risks);
        if (known == 0) {
            return null;
        }
        double[] sums = new BlockBootstrap(year)
                .copies(COPIES, seed).stream()
                        .mapToDouble(copy -> sum(redrawn(copy, liquidity, risks, shrinkage)))
                        .toArray();
        double unknown = 100 * (1 - known / weights.sum());
        double ofVolatility = risks.volatility() == null ? 0 : weights.volatility() / weights.sum();
        double ofLiquidity = risks.liquidity() == null ? 0 : weights.liquidity() / weights.sum();
        return ScoreInterval.of(
                sum(risks) * weights.sum() / known,
                StatUtils.percentile(sums, LOW_PERCENT) - shrinkage.below(ofVolatility, ofLiquidity),
                StatUtils.percentile(sums, HIGH_PERCENT) + shrinkage.above(ofVolatility, ofLiquidity) + unknown);
    }

    private static Risks redrawn(BlockBootstrap.Copy copy, Liquidity liquidity, Risks risks, Shrinkage shrinkage) {
        Double redrawn = risks.liquidity();
        if (redrawn != null && liquidity.amihud() != null && Double.isFinite(copy.illiquidity())) {
            redrawn = shrinkage.ofLiquidity(mean(measures(new Liquidity(
                    copy.illiquidity(),
                    liquidity.spread(),
                    liquidity.depth(),
                    liquidity.turnover(),
                    liquidity.dailyVolume(),
                    liquidity.idle()))));
        }
        Double moved =
                shrinkage.ofVolatility(risks.volatility() == null ? null : volatility(copy.yangZhang(), copy.ewma()));
        return new Risks(moved, redrawn, risks.cap(), risks.technical());
    }
}
