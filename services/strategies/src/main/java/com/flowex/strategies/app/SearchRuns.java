package com.flowex.strategies.app;

import com.flowex.backtest.EvaluatedResult;
import com.flowex.backtest.metric.Figure;
import com.flowex.backtest.result.RunEnd;
import com.flowex.backtest.search.CrossValidation;
import com.flowex.backtest.search.CrossValidation.Fold;
import com.flowex.backtest.search.ParameterSearch;
import com.flowex.backtest.search.SearchObserver;
import com.flowex.backtest.search.SearchPlan;
import com.flowex.backtest.search.SearchResult;
import com.flowex.backtest.search.TimeRange;
import com.flowex.backtest.search.TimeSplit;
import com.flowex.backtest.search.Trial;
import com.flowex.backtest.search.TrialOutcome;
import com.flowex.backtest.setup.RunObserver;
import com.flowex.backtest.setup.SetupException;
import com.flowex.strategies.store.StoredBacktest;
import com.flowex.strategies.store.TrialsTable;
import com.flowex.strategies.store.TrialsTable.StoredTrial;
import com.flowex.strategy.data.BarInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Searches of stored back-tests. Each finished trial is stored at once, so that an interrupted search goes on. */
final class SearchRuns {

    /** The searches of a process leave half of the processors to everything else. */
    private static final int WORKERS = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 4);

    private final TrialsTable trials;

    /** Permits of the runs of all searches of the process. */
    private final Semaphore permits = new Semaphore(WORKERS);

    /** Observer of a search; its threads call it at the same time. */
    interface Progress {

        /** Receives the share of the work that is done, 0 to 1. */
        void progress(double share);

        boolean isCanceled();

        /** Receives that a trial has been stored. */
        void stored();

        /** Returns true if another back-test is to have its turn before further trials begin. */
        boolean isTurnOver();
    }

    SearchRuns(TrialsTable trials) {
        this.trials = trials;
    }

    /**
     * Result of a search.
     *
     * @param plan sets of parameters by number
     * @param whole trials over the whole time
     * @param folds tests of the validation; none without one
     * @param best run of the best set
     */
    record SearchOutcome(SearchPlan plan, SearchResult whole, List<Fold> folds, EvaluatedResult best) {}

    /** Signals that the owner canceled the search, that its turn is over, or that its task must end. */
    static final class StoppedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        StoppedException() {
            super("the search was stopped");
        }
    }

    /**
     * Runs the trials that are not finished yet.
     *
     * @throws StoppedException if the observer canceled it, or trials are left when its turn is over
     * @throws SetupException if no set of parameters has a score
     */
    SearchOutcome run(int tenant, StoredBacktest stored, BacktestSpec spec, PreparedRuns runs, Progress progress) {
        SearchSpec search = spec.requireSearch();
        return new Searching(tenant, stored.id(), spec, search, runs, progress).run();
    }

    /** One search under way. */
    private final class Searching {

        private final int tenant;
        private final long backtest;
        private final BacktestSpec spec;
        private final SearchSpec search;
        private final PreparedRuns runs;
        private final Progress progress;
        private final SearchPlan plan;
        private final int total;
        private final AtomicInteger finished = new AtomicInteger();

        Searching(
                int tenant, long backtest, BacktestSpec spec, SearchSpec search, PreparedRuns runs, Progress progress) {
            this.tenant = tenant;
            this.backtest = backtest;
            this.spec = spec;
            this.search = search;
            this.runs = runs;
            this.progress = progress;
            this.plan = search.plan(runs.declared(), spec.seed());
            this.total = plan.sets().size() * search.searches() + search.searches();
        }

        SearchOutcome run() {
            List<List<Trial>> known = known();
            known.forEach(each -> finished.addAndGet(each.size()));
            try {
                SearchResult whole =
                        ParameterSearch.run(plan, set -> outcome(set, null), known.getFirst(), observer(0), WORKERS);
                requireWhole(whole.trials().size(), whole.planned());
                List<TimeSplit> splits = splits();
                List<Fold> folds = CrossValidation.run(
                        splits,
                        plan,
                        this::outcome,
                        known.subList(1, known.size()),
                        new CrossValidation.SplitObserver() {
                            @Override
                            public void finished(int split, Trial trial) {
                                record(split + 1, trial);
                            }

                            @Override
                            public boolean isCanceled() {
                                return isInterrupted();
                            }
                        },
                        WORKERS);
                requireWhole(folds.size(), splits.size());
                Trial best = whole.best().orElseThrow(() -> noScore(whole));
                EvaluatedResult result = runs.run(
                        SearchSpec.whole(spec.parameters(), best.parameters()), null, spec.cuts(), observerOfRun());
                requireGoingOn();
                return new SearchOutcome(plan, whole, folds, result);
            } catch (IllegalStateException e) {
                throw cause(e);
            }
        }

        private boolean isInterrupted() {
            return progress.isCanceled() || progress.isTurnOver();
        }

        private static void requireWhole(int done, int planned) {
            if (done < planned) {
                throw new StoppedException();
            }
        }

        private List<TimeSplit> splits() {
            SearchSpec.Validation validation = search.validation();
            if (validation == null) {
                return List.of();
            }
            try {
                return validation.splits(
                        runs.range(), BarInterval.parse(spec.interval()).nanos());
            } catch (IllegalArgumentException e) {
                throw new SetupException("search.validation", "fits the candles that there are: " + e.getMessage());
            }
        }

        /** Returns the finished trials of each search. */
        private List<List<Trial>> known() {
            List<List<Trial>> known = new ArrayList<>();
            for (int i = 0; i < search.searches(); i++) {
                known.add(new ArrayList<>());
            }
            for (StoredTrial each : trials.all(tenant, backtest)) {
                Figure score = each.score() == null ? Figure.missing(each.reason()) : Figure.of(each.score());
                known.get(each.split())
                        .add(new Trial(
                                each.number(),
                                plan.sets().get(each.number()),
                                new TrialOutcome(score, each.returns())));
            }
            return known;
        }

        private TrialOutcome outcome(Map<String, String> set, @Nullable TimeRange part) {
            EvaluatedResult run = permitted(SearchSpec.whole(spec.parameters(), set), part);
            if (run.result().end() == RunEnd.CANCELED) {
                throw new StoppedException();
            }
            return run.result().end() == RunEnd.COMPLETED
                    ? TrialOutcome.of(
                            run.sample(),
                            run.figures(),
                            search.metric(),
                            search.metric().isLowerBetter())
                    : TrialOutcome.failed(run.result().endMessage());
        }

        /** Runs a set once there is a permit; the heartbeat goes on meanwhile. */
        private EvaluatedResult permitted(Map<String, String> set, @Nullable TimeRange part) {
            try {
                while (!permits.tryAcquire(1, TimeUnit.SECONDS)) {
                    progress.progress(share());
                    if (isInterrupted()) {
                        throw new StoppedException();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoppedException();
            }
            try {
                return runs.run(set, part, 0, observerOfRun());
            } finally {
                permits.release();
            }
        }

        private SearchObserver observer(int split) {
            return new SearchObserver() {
                @Override
                public void finished(Trial trial, int finished, int planned) {
                    record(split, trial);
                }

                @Override
                public boolean isCanceled() {
                    return isInterrupted();
                }
            };
        }

        private void record(int split, Trial trial) {
            Figure score = trial.outcome().score();
            trials.add(
                    tenant,
                    backtest,
                    new StoredTrial(
                            split,
                            trial.number(),
                            score instanceof Figure.Value(double value) ? (Double) value : null,
                            score instanceof Figure.NotComputable(String reason) ? reason : "",
                            trial.outcome().returns()));
            finished.incrementAndGet();
            progress.stored();
            progress.progress(share());
        }

        private double share() {
            return Math.min(1, (double) finished.get() / total);
        }

        private RunObserver observerOfRun() {
            return new RunObserver() {
                @Override
                public void progress(long timeNanos, long rows) {
                    progress.progress(share());
                }

                @Override
                public boolean isCanceled() {
                    return progress.isCanceled();
                }
            };
        }

        private void requireGoingOn() {
            if (progress.isCanceled()) {
                throw new StoppedException();
            }
        }

        private RuntimeException noScore(SearchResult whole) {
            requireGoingOn();
            String reason = whole.trials().stream()
                    .map(each -> each.outcome().score())
                    .filter(Figure.NotComputable.class::isInstance)
                    .map(each -> ((Figure.NotComputable) each).reason())
                    .findFirst()
                    .orElse("there was no trial");
            return new SetupException(
                    "search.values", "has a set with a " + search.objective() + " at least; of the first, " + reason);
        }

        /** Returns the exception that a worker met: a search passes it on as the cause of another. */
        private static RuntimeException cause(IllegalStateException e) {
            RuntimeException met = e;
            while (met.getCause() instanceof RuntimeException next) {
                met = next;
            }
            return met;
        }
    }
}
