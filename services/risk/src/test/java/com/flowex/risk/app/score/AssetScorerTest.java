package com.flowex.risk.app.score;

import static com.flowex.risk.app.bar.TestDays.TODAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.risk.app.bar.CleanedBars;
import com.flowex.risk.app.bar.DailyBar;
import com.flowex.risk.app.bar.TestDays;
import com.flowex.risk.app.measure.BookStatistics;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Goal: a score can be explained to its last hundredth, and what is not known is never guessed. */
class AssetScorerTest {

    private static final BookStatistics BOOK = new BookStatistics(0.0008, 400_000, BookStatistics.MINUTES_FULL);

    private final AssetScorer scorer = new AssetScorer(ScoreWeights.DEFAULT);

    private static AssetScoreInput facts(List<DailyBar> days, @Nullable BookStatistics book, @Nullable Double cap) {
        return new AssetScoreInput("ABC", "ABC-USDT", TODAY - 1, CleanedBars.of(days, TODAY), book, cap);
    }

    private static ScoreInterval interval(AssetScore score) {
        return Objects.requireNonNull(score.score());
    }

    @Test
    void theContributionsOfTheFactorsAreTheScore() {
        AssetScore score = scorer.score(facts(TestDays.moving(400, 0.6, 1), BOOK, 1e9), 5);
        double sum =
                score.factors().stream().mapToDouble(ScoreFactor::contribution).sum();
        assertEquals(interval(score).value(), sum, 0.01);
        assertEquals(1, score.factors().stream().mapToDouble(ScoreFactor::share).sum(), 1e-6);
        assertEquals(100, score.confidence());
        assertEquals(List.of(), score.notes());
        // 10^9 is two of the five powers of ten from 10^11 down to 10^6.
        assertEquals(40, score.factors().get(2).risk());
    }

    @Test
    void theGradesOfTheWorkedExampleInTheDocumentAreRight() {
        RiskScale volatility = RiskScale.byLogarithm(0.05, 2);
        double first = (volatility.of(0.60) + volatility.of(0.45)) / 2;
        double second = (RiskScale.byLogarithm(0.0001, 1).of(0.002)
                        + RiskScale.byLogarithm(0.0001, 0.05).of(0.0008)
                        + RiskScale.byLogarithm(10_000_000, 1_000).of(400_000))
                / 3;
        assertEquals(63.46, first, 0.005);
        assertEquals(33.64, second, 0.005);
        assertEquals(46.24, (35 * first + 30 * second + 20 * 35) / 85, 0.005);
    }

    @Test
    void higherVolatilityGivesAHigherScore() {
        double before = 0;
        for (double yearly : new double[] {0.1, 0.3, 0.9, 1.8}) {
            double now = interval(scorer.score(facts(TestDays.moving(400, yearly, 2), BOOK, 1e9), 5))
                    .value();
            assertTrue(now > before, yearly + " a year is riskier than less");
            before = now;
        }
    }

    @Test
    void aMarketCapOfZeroIsUnknownAndMayBeAnything() {
        AssetScore known = scorer.score(facts(TestDays.moving(400, 0.6, 1), BOOK, 1e9), 5);
        AssetScore unknown = scorer.score(facts(TestDays.moving(400, 0.6, 1), BOOK, 0.0), 5);
        assertTrue(unknown.notes().contains("market_cap_unknown"));
        assertNull(unknown.factors().get(2).risk());
        assertEquals(0, unknown.factors().get(2).contribution());
        assertEquals(85, unknown.confidence(), 1e-9);
        assertTrue(interval(unknown).low() < interval(known).low());
        assertTrue(interval(unknown).high() - interval(unknown).low() > 15);
        assertTrue(interval(unknown).low() <= interval(known).value());
        assertTrue(interval(unknown).high() >= interval(known).value());
        assertEquals(
                unknown.factors().stream()
                        .mapToDouble(ScoreFactor::contribution)
                        .sum(),
                interval(unknown).value(),
                0.01);
    }

    @Test
    void tooFewDaysGiveNoNumberAtAll() {
        AssetScore score = scorer.score(facts(TestDays.moving(29, 0.6, 1), BOOK, 1e9), 5);
        assertNull(score.score());
        assertEquals(0, score.confidence());
        assertEquals("too_few_days", score.notes().getFirst());
        AssetScore none = scorer.score(
                new AssetScoreInput("ABC", "", TODAY - 1, CleanedBars.of(List.of(), TODAY), null, null), 5);
        assertEquals("no_market", none.notes().getFirst());
    }

    @Test
    void theSameSeedGivesTheSameAndTheIntervalHasTheScoreInIt() {
        AssetScoreInput facts = facts(TestDays.moving(700, 0.6, 4), null, null);
        assertEquals(scorer.score(facts, 5), scorer.score(facts, 5));
        ScoreInterval interval = interval(scorer.score(facts, 6));
        assertTrue(interval.low() <= interval.value() && interval.value() <= interval.high());
    }

    @Test
    void unweightedFactorsDoNotCount() {
        AssetScore score = new AssetScorer(new ScoreWeights(0, 0, 10, 0, "USDT"))
                .score(facts(TestDays.moving(400, 0.6, 1), BOOK, 1e9), 5);
        assertEquals(40, interval(score).value());
        assertNull(new AssetScorer(new ScoreWeights(0, 0, 10, 0, "USDT"))
                .score(facts(TestDays.moving(400, 0.6, 1), BOOK, null), 5)
                .score());
    }

    /** A coin without trades: one price, a cent a day. */
    @Test
    void aPriceThatStandsStillWithoutTradesIsNoCalm() {
        List<DailyBar> dead = TestDays.moving(200, 0, 1).stream()
                .map(bar -> new DailyBar(bar.day(), 1, 1, 1, 1, 0.01))
                .toList();
        AssetScore score = scorer.score(facts(dead, null, null), 5);
        AssetScore lively = scorer.score(facts(TestDays.moving(200, 0.9, 1), null, null), 5);
        assertTrue(interval(score).value() > interval(lively).value(), score.toString());
        assertTrue(interval(score).value() >= 99, score.toString());
        assertTrue(score.confidence() < 1, score.toString());
        assertEquals("mostly_idle", score.notes().getFirst());
        assertNull(score.factors().getFirst().risk());
        assertNull(score.factors().getLast().risk());
        // A stablecoin stands still, too, and is traded.
        List<DailyBar> stable = dead.stream()
                .map(bar -> new DailyBar(bar.day(), 1, 1, 1, 1, 5e7))
                .toList();
        AssetScore quiet = scorer.score(facts(stable, BOOK, null), 5);
        assertTrue(interval(quiet).value() < 25, quiet.toString());
    }

    @Test
    void aFewMinutesOfQuotesAreNoWeekAndHalfAWeekIsHalfAsSure() {
        List<DailyBar> days = TestDays.moving(400, 0.6, 1);
        AssetScore none = scorer.score(facts(days, null, 1e9), 5);
        BookStatistics few = new BookStatistics(0.0001, 1e9, 9);
        assertEquals(none, scorer.score(facts(days, few, 1e9), 5));
        BookStatistics half = new BookStatistics(0.0008, 400_000, BookStatistics.MINUTES_FULL / 2);
        assertEquals(95, scorer.score(facts(days, half, 1e9), 5).confidence());
    }

    private PeerGroup peers(int count, double yearly) {
        PeerGroup peers = new PeerGroup();
        for (int i = 0; i < count; i++) {
            peers.add(scorer.score(facts(TestDays.moving(400, yearly, 100 + i), BOOK, 1e9), i));
        }
        return peers;
    }

    /** The weight of other assets is stated, falls with each day, and none is left at thirty days. */
    @Test
    void aNewListingIsShrunkTowardsItsPeersByTheWeightThatIsStated() {
        PeerGroup wild = peers(6, 1.5);
        PeerGroup quiet = peers(6, 0.1);
        double apartBefore = Double.MAX_VALUE;
        for (int days : List.of(7, 15, 29)) {
            AssetScoreInput facts = facts(TestDays.moving(days, 0.5, 3), BOOK, 1e9);
            AssetScore score = scorer.score(facts, wild, 5);
            AssetScore other = scorer.score(facts, quiet, 5);

            AssetScore.Peers peers = Objects.requireNonNull(score.peers());
            assertEquals(6, peers.assets());
            assertEquals(1 - days / 30.0, peers.share(), 1e-6);
            assertTrue(score.notes().contains("new_listing") && score.notes().contains("short_history"));
            assertTrue(score.confidence() < 100 * days / 30.0 * Math.sqrt(days / 365.0) + 0.01, "as sure as its days");
            assertNull(score.factors().get(3).risk(), "its technical figures are not known");
            ScoreInterval interval = interval(score);
            assertTrue(interval.high() - interval.low() >= 20, "what is not known may be 0 or 100");
            double apart = interval.value() - interval(other).value();
            assertTrue(apart > 0 && apart < apartBefore, "peers count less each day");
            apartBefore = apart;
        }
        AssetScoreInput enough = facts(TestDays.moving(30, 0.5, 3), BOOK, 1e9);
        assertEquals(scorer.score(enough, 5), scorer.score(enough, wild, 5), "thirty days count alone");
    }

    @Test
    void withoutPeersOrDaysANewListingHasNoScore() {
        AssetScoreInput young = facts(TestDays.moving(15, 0.5, 3), BOOK, 1e9);
        assertNull(scorer.score(young, peers(4, 1), 5).score(), "four are no group");
        assertNull(
                scorer.score(facts(TestDays.moving(6, 0.5, 3), BOOK, 1e9), peers(5, 1), 5)
                        .score(),
                "six days");

        PeerGroup of = peers(4, 1);
        of.add(scorer.score(young, peers(5, 1), 5));
        assertNull(scorer.score(young, of, 5).score(), "a new listing is no peer");

        List<DailyBar> still = young.days().bars().stream()
                .map(bar -> new DailyBar(bar.day(), 1, 1, 1, 1, 0))
                .toList();
        AssetScore score = scorer.score(facts(still, BOOK, 1e9), peers(5, 1), 5);
        assertNull(score.factors().getFirst().risk(), "peers alone are no volatility");
    }
}
