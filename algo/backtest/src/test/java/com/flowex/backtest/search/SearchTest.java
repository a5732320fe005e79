package com.flowex.backtest.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.backtest.metric.Figure;
import com.flowex.strategy.parameter.ParameterException;
import com.flowex.strategy.parameter.ParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Goal: a search finds the same on any number of threads and after any interruption, and states its doubt. */
class SearchTest {

    private static final ParameterSpec FAST = new ParameterSpec.Whole("fast", "", 1, 100, 10);
    private static final ParameterSpec SLOW = new ParameterSpec.Whole("slow", "", 1, 100, 20);
    private static final ParameterSpec WIDTH = new ParameterSpec.Decimal("width", "", 0, 10, 2);
    private static final List<ParameterAxis> AXES =
            List.of(ParameterAxis.parse(FAST, "1..6"), ParameterAxis.parse(SLOW, "2,4,6,8"));

    /** Outcome of noise whose mean is highest at fast 3 and slow 6. */
    private static TrialOutcome outcome(Map<String, String> parameters) {
        int fast = Integer.parseInt(parameters.get("fast"));
        int slow = Integer.parseInt(parameters.get("slow"));
        if (fast >= slow) {
            throw new ParameterException("fast", "is below slow");
        }
        SplittableRandom random = new SplittableRandom(fast * 1_000L + slow);
        double mean = 0.01 - 0.002 * Math.abs(fast - 3) - 0.001 * Math.abs(slow - 6);
        double[] returns = new double[200];
        Arrays.setAll(returns, _ -> mean + (random.nextDouble() - 0.5) * 0.01);
        return new TrialOutcome(Figure.of(Arrays.stream(returns).sum()), returns);
    }

    private static List<String> shown(SearchResult result) {
        return result.trials().stream()
                .map(trial -> trial.number() + " " + trial.parameters() + " "
                        + trial.outcome().score() + " "
                        + Arrays.hashCode(trial.outcome().returns()))
                .toList();
    }

    @Test
    void valuesAreParsedAndChecked() {
        assertEquals(List.of("1", "2", "3"), ParameterAxis.parse(FAST, "1..3").values());
        assertEquals(
                List.of("5", "10", "20"),
                ParameterAxis.parse(FAST, "5, 10,20,5").values());
        assertEquals(
                List.of("0.5", "0.75", "1", "7"),
                ParameterAxis.parse(WIDTH, "0.5..1:0.25,7").values());
        for (String wrong : List.of("", "0..3", "3..1", "1..2..3", "1..9:0", "1..9:x", "1..9:-1", "x", "1..101")) {
            assertThrows(ParameterException.class, () -> ParameterAxis.parse(FAST, wrong), wrong);
        }
        assertThrows(ParameterException.class, () -> ParameterAxis.parse(WIDTH, "0..10:0.000001"));
        List<ParameterAxis> many =
                List.of(ParameterAxis.parse(WIDTH, "0..10:0.01"), ParameterAxis.parse(FAST, "1..100"));
        assertThrows(IllegalArgumentException.class, () -> SearchPlan.grid(many));
    }

    @Test
    void aRandomPlanIsSeededAndHasNoRepetition() {
        List<Map<String, String>> sets = SearchPlan.random(AXES, 15, 7).sets();
        assertEquals(15, new HashSet<>(sets).size());
        assertEquals(sets, SearchPlan.random(AXES, 15, 7).sets());
        assertTrue(!sets.equals(SearchPlan.random(AXES, 15, 8).sets()));
        assertEquals(24, SearchPlan.random(AXES, 1_000, 7).sets().size(), "there are no more");
        assertEquals(24, SearchPlan.grid(AXES).sets().size());
    }

    @Test
    void theResultDependsOnNeitherThreadsNorInterruptions() {
        SearchPlan plan = SearchPlan.grid(AXES);
        SearchResult one = ParameterSearch.run(plan, SearchTest::outcome, List.of(), SearchObserver.NONE, 1);
        assertEquals(Map.of("fast", "3", "slow", "6"), one.best().orElseThrow().parameters());
        assertEquals(
                shown(one), shown(ParameterSearch.run(plan, SearchTest::outcome, List.of(), SearchObserver.NONE, 4)));

        List<Trial> kept = new ArrayList<>();
        SearchObserver interrupting = new SearchObserver() {
            @Override
            public void finished(Trial trial, int finished, int planned) {
                assertEquals(kept.size() + 1, finished);
                assertEquals(24, planned);
                kept.add(trial);
            }

            @Override
            public boolean isCanceled() {
                return kept.size() >= 9;
            }
        };
        SearchResult part = ParameterSearch.run(plan, SearchTest::outcome, List.of(), interrupting, 3);
        assertTrue(part.trials().size() < part.planned());
        AtomicInteger runs = new AtomicInteger();
        SearchResult rest = ParameterSearch.run(
                plan,
                parameters -> {
                    runs.incrementAndGet();
                    return outcome(parameters);
                },
                kept,
                SearchObserver.NONE,
                2);
        assertEquals(24 - kept.size(), runs.get());
        assertEquals(shown(one), shown(rest));
        assertEquals(one.overfitting(), rest.overfitting());
        assertEquals(one.deflatedSharpe(), rest.deflatedSharpe());

        List<Trial> strange = List.of(new Trial(0, Map.of("fast", "9"), TrialOutcome.failed("")));
        assertThrows(
                IllegalArgumentException.class,
                () -> ParameterSearch.run(plan, SearchTest::outcome, strange, SearchObserver.NONE, 1));
    }

    @Test
    void aTrialThatCannotRunHasItsReasonAndADefectEndsTheSearch() {
        SearchPlan plan = SearchPlan.grid(AXES);
        SearchResult result = ParameterSearch.run(plan, SearchTest::outcome, List.of(), SearchObserver.NONE, 2);
        Trial contradiction = result.trials().stream()
                .filter(trial -> trial.parameters().equals(Map.of("fast", "6", "slow", "2")))
                .findAny()
                .orElseThrow();
        assertEquals(
                new Figure.NotComputable("parameter fast is below slow"),
                contradiction.outcome().score());
        TrialRun broken = parameters -> {
            throw new IllegalStateException("a defect");
        };
        assertThrows(
                IllegalStateException.class,
                () -> ParameterSearch.run(plan, broken, List.of(), SearchObserver.NONE, 2));
        SearchResult none =
                ParameterSearch.run(plan, _ -> TrialOutcome.failed("no trade"), List.of(), SearchObserver.NONE, 2);
        assertTrue(none.best().isEmpty());
        assertEquals(Figure.missing("no trial has a score"), none.deflatedSharpe());
        assertEquals(Figure.missing("there are fewer than two trials"), none.overfitting());
    }

    @Test
    void skillIsDistinguishedFromLuck() {
        SearchResult skilled =
                ParameterSearch.run(SearchPlan.grid(AXES), SearchTest::outcome, List.of(), SearchObserver.NONE, 2);
        assertTrue(skilled.deflatedSharpe().orNaN() > 0.99);
        assertTrue(skilled.overfitting().orNaN() < 0.05);

        // Noise alone: the best of thirty has a good ratio, and the deflated one is not impressed.
        double overfitted = 0;
        double deflated = 0;
        for (int round = 0; round < 6; round++) {
            long seed = round;
            SearchResult lucky = ParameterSearch.run(
                    SearchPlan.grid(List.of(ParameterAxis.parse(FAST, "1..30"))),
                    parameters -> noise(seed * 1_000 + Integer.parseInt(parameters.get("fast"))),
                    List.of(),
                    SearchObserver.NONE,
                    2);
            overfitted += lucky.overfitting().orNaN() / 6;
            deflated += lucky.deflatedSharpe().orNaN() / 6;
        }
        assertEquals(0.5, overfitted, 0.2);
        assertEquals(0.5, deflated, 0.25);
    }

    private static TrialOutcome noise(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] returns = new double[160];
        Arrays.setAll(returns, _ -> random.nextDouble() - 0.5);
        return new TrialOutcome(Figure.of(Arrays.stream(returns).sum()), returns);
    }

    @Test
    void trainingNeverMeetsItsTest() {
        TimeRange all = new TimeRange(0, 1_000);
        List<TimeSplit> walks = TimeSplit.walkForward(all, 4, 6, 10);
        assertEquals(4, walks.size());
        assertEquals(new TimeSplit(List.of(new TimeRange(0, 590)), new TimeRange(600, 700)), walks.getFirst());
        assertEquals(new TimeRange(900, 1_000), walks.getLast().test());
        List<TimeSplit> splits = TimeSplit.purgedFolds(all, 5, 20, 30);
        assertEquals(
                new TimeSplit(List.of(new TimeRange(0, 180), new TimeRange(430, 1_000)), new TimeRange(200, 400)),
                splits.get(1));
        assertEquals(List.of(new TimeRange(230, 1_000)), splits.getFirst().training());
        assertEquals(List.of(new TimeRange(0, 780)), splits.getLast().training());
        assertThrows(IllegalArgumentException.class, () -> TimeSplit.purgedFolds(all, 1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> TimeSplit.purgedFolds(all, 2, 600, 600));
        assertThrows(IllegalArgumentException.class, () -> TimeSplit.walkForward(all, 4, 6, 700));
    }

    @Test
    void selectedParametersAreEvaluatedOnUnseenTime() {
        List<TimeSplit> splits = TimeSplit.purgedFolds(new TimeRange(0, 400), 4, 5, 5);
        List<List<Trial>> kept =
                new ArrayList<>(List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
        CrossValidation.RangeRun function = (parameters, range) -> {
            TrialOutcome whole = outcome(parameters);
            double[] part = Arrays.copyOfRange(whole.returns(), (int) range.fromNanos() / 2, (int) range.toNanos() / 2);
            return new TrialOutcome(Figure.of(Arrays.stream(part).average().orElseThrow()), part);
        };
        SearchPlan plan = SearchPlan.grid(AXES);
        List<CrossValidation.Fold> folds = CrossValidation.run(
                splits,
                plan,
                function,
                List.of(),
                (split, trial) -> kept.get(split).add(trial),
                2);
        assertEquals(4, folds.size());
        for (CrossValidation.Fold fold : folds) {
            assertEquals(
                    Map.of("fast", "3", "slow", "6"),
                    fold.training().best().orElseThrow().parameters());
        }
        double[] judged = CrossValidation.testReturns(folds);
        assertEquals(200, judged.length);
        assertArrayEquals(outcome(Map.of("fast", "3", "slow", "6")).returns(), judged);

        AtomicInteger tests = new AtomicInteger();
        CrossValidation.run(
                splits,
                plan,
                (parameters, range) -> {
                    tests.incrementAndGet();
                    return function.run(parameters, range);
                },
                kept,
                CrossValidation.SplitObserver.NONE,
                2);
        assertEquals(4, tests.get(), "all trainings were known");
    }

    @Test
    void tradesAreDrawnAgainBySeed() {
        double[] profits = {10, -5, 20, -15, 5};
        TradeBootstrap drawn = TradeBootstrap.of(profits, 100, 2_000, 1);
        assertEquals(
                drawn.lossShare(), TradeBootstrap.of(profits, 100, 2_000, 1).lossShare());
        assertArrayEquals(
                drawn.equity(), TradeBootstrap.of(profits, 100, 2_000, 1).equity());
        assertEquals(115, drawn.equity()[2], 10, "the median path earns about the run's own profit");
        assertTrue(drawn.equity()[0] < drawn.equity()[4] && drawn.maxDrawdown()[0] <= drawn.maxDrawdown()[4]);
        assertEquals(0, drawn.ruinShare());
        assertEquals(1, TradeBootstrap.of(new double[] {-60}, 100, 10, 1).lossShare());
        assertEquals(1, TradeBootstrap.of(new double[] {-60, -60}, 100, 10, 1).ruinShare());
        assertArrayEquals(
                new double[] {0.6, 0.6, 0.6, 0.6, 0.6},
                TradeBootstrap.of(new double[] {-60}, 100, 10, 1).maxDrawdown(),
                1e-12);
        assertThrows(IllegalArgumentException.class, () -> TradeBootstrap.of(new double[0], 100, 10, 1));
    }

    @Test
    void aHeatMapAveragesOverTheOtherParameters() {
        List<Trial> trials =
                List.of(trial(0, "1", "2", 4), trial(1, "1", "3", 8), trial(2, "5", "2", 6), trial(3, "1", "2", 0));
        HeatMap map = HeatMap.of(trials, "fast", "slow");
        assertEquals(List.of("1", "5"), map.xValues());
        assertEquals(List.of("2", "3"), map.yValues());
        assertArrayEquals(new double[] {2, 6}, map.scores()[0]);
        assertEquals(8, map.scores()[1][0]);
        assertTrue(Double.isNaN(map.scores()[1][1]));
        assertThrows(IllegalArgumentException.class, () -> HeatMap.of(trials, "fast", "width"));
        assertThrows(IllegalArgumentException.class, () -> HeatMap.of(trials, "fast", "fast"));
    }

    private static Trial trial(int number, String fast, String slow, double score) {
        return new Trial(number, Map.of("fast", fast, "slow", slow), new TrialOutcome(Figure.of(score), new double[0]));
    }
}
