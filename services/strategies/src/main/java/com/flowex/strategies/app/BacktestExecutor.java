package com.flowex.strategies.app;

import com.flowex.backtest.EvaluatedResult;
import com.flowex.backtest.data.DataException;
import com.flowex.backtest.report.RunReport;
import com.flowex.backtest.setup.RunObserver;
import com.flowex.backtest.setup.SetupException;
import com.flowex.platform.errors.Refusal;
import com.flowex.strategies.store.BacktestsTable;
import com.flowex.strategies.store.StoredBacktest;
import com.flowex.strategies.store.TrialsTable;
import com.flowex.strategy.parameter.ParameterException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Work of the task that runs a tenant's waiting back-tests, one after the other. Several tasks may work at once, each
 * on another back-test. One that is interrupted by the end of its process waits again after a minute. A search that
 * others wait for stops between two trials, keeps what it has and waits for its next turn.
 */
public final class BacktestExecutor {

    private static final int PERCENT = 100;
    private static final Duration BEAT_INTERVAL = Duration.ofSeconds(2);

    /** Length of a search's turn while a back-test waits that has had none. */
    private static final Duration TURN = Duration.ofSeconds(5);

    /** Length of a search's turn while only searches wait that have had one: each turn opens data and strategy again. */
    private static final Duration TURN_AMONG_SEARCHES = Duration.ofMinutes(1);

    /** Progress of the task. */
    @FunctionalInterface
    public interface Progress {

        /** @throws RuntimeException if the task must end; the executor passes it on */
        void at(int percent, String note);
    }

    private final BacktestsTable backtests;
    private final BacktestRuns runs;
    private final TrialsTable trials;
    private final SearchRuns searches;
    private final Duration retention;
    private final InstantSource clock;

    /** @param retention time for which ended back-tests are kept */
    public BacktestExecutor(
            BacktestsTable backtests, TrialsTable trials, BacktestRuns runs, Duration retention, InstantSource clock) {
        this.backtests = backtests;
        this.trials = trials;
        this.searches = new SearchRuns(trials);
        this.runs = runs;
        this.retention = retention;
        this.clock = clock;
    }

    /**
     * Runs all waiting back-tests of a tenant. The owners take turns.
     *
     * @return one line about what was done
     */
    public String run(int tenant, Progress progress) {
        Instant now = clock.instant();
        backtests.recover(tenant, now.minus(BacktestsTable.SILENCE_MAX), now);
        trials.clear(tenant);
        Set<Long> served = new HashSet<>();
        int done = 0;
        for (Optional<StoredBacktest> next = backtests.start(tenant, served, clock.instant());
                next.isPresent();
                next = backtests.start(tenant, served, clock.instant())) {
            StoredBacktest backtest = next.get();
            if (!served.add(backtest.owner())) {
                // All owners who wait have had their turn: a new round begins.
                served.clear();
                served.add(backtest.owner());
            }
            progress.at(0, done + " back-tests, now " + backtest.id());
            done += runOne(tenant, backtest, progress) ? 1 : 0;
        }
        trials.clear(tenant);
        backtests.forget(tenant, now.minus(retention));
        runs.forgetUploads(tenant);
        return done + " back-tests";
    }

    /** Gives a back-test its turn; returns false if it waits for another one. */
    private boolean runOne(int tenant, StoredBacktest backtest, Progress progress) {
        Beat beat = new Beat(tenant, backtest, progress);
        try {
            BacktestSpec spec = BacktestAdmission.spec(backtest);
            BacktestDocument document = document(tenant, backtest, spec, beat);
            backtests.done(tenant, backtest, document.stored(), clock.instant());
        } catch (SearchRuns.StoppedException e) {
            // The owner canceled it, or the task must end; then the beat has the reason.
            beat.requireGoingOn();
            if (beat.isTurnOver()) {
                backtests.giveTurn(tenant, backtest, clock.instant());
                return false;
            }
        } catch (DataException | SetupException | Refusal | ParameterException e) {
            String reason = e.getMessage();
            backtests.failed(tenant, backtest, reason == null ? "it cannot be run" : reason, clock.instant());
        } finally {
            if (beat.isStopped()) {
                // One that has ended stays as it is. Any other failure interrupts it: a later attempt may not meet
                // the failure, and three are all.
                backtests.release(tenant, backtest);
            }
        }
        return true;
    }

    private BacktestDocument document(int tenant, StoredBacktest backtest, BacktestSpec spec, Beat beat) {
        try (PreparedRuns prepared = runs.open(tenant, backtest, spec)) {
            if (spec.search() != null) {
                SearchRuns.SearchOutcome found = searches.run(tenant, backtest, spec, prepared, beat);
                Map<String, String> best = found.whole().best().orElseThrow().parameters();
                return BacktestDocument.of(
                        report(spec, SearchSpec.whole(spec.parameters(), best), found.best()),
                        spec.seed(),
                        SearchDocument.of(spec.requireSearch(), found));
            }
            long rows = Math.max(1, prepared.rows());
            EvaluatedResult result = prepared.run(spec.parameters(), null, spec.cuts(), new RunObserver() {
                @Override
                public void progress(long timeNanos, long processed) {
                    beat.progress((double) processed / rows);
                }

                @Override
                public boolean isCanceled() {
                    return beat.isCanceled();
                }
            });
            beat.requireGoingOn();
            return BacktestDocument.of(report(spec, spec.parameters(), result), spec.seed(), null);
        }
    }

    private static RunReport report(BacktestSpec spec, Map<String, String> parameters, EvaluatedResult run) {
        return new RunReport(spec.subject(), parameters, run.result(), run.sample(), run.figures());
    }

    /**
     * Heartbeat of a running back-test; it notices that its owner canceled it, or that its task must end. The threads of
     * a search share it.
     */
    private final class Beat implements SearchRuns.Progress {

        private final int tenant;
        private final StoredBacktest backtest;
        private final Progress progress;
        private final AtomicLong lastMillis = new AtomicLong();

        /** Time at which the first trial of this turn was stored; 0 before. Each turn stores one, so that all end. */
        private final AtomicLong turnMillis = new AtomicLong();

        private volatile boolean isCanceled;
        private volatile boolean isTurnOver;
        private volatile @Nullable RuntimeException stopped;

        Beat(int tenant, StoredBacktest backtest, Progress progress) {
            this.tenant = tenant;
            this.backtest = backtest;
            this.progress = progress;
        }

        @Override
        public void progress(double share) {
            Instant now = clock.instant();
            long before = lastMillis.get();
            boolean isDue = now.toEpochMilli() - before >= BEAT_INTERVAL.toMillis();
            // One thread of those that come at the same time.
            if (isCanceled || !isDue || !lastMillis.compareAndSet(before, now.toEpochMilli())) {
                return;
            }
            int percent = (int) (share * PERCENT);
            try {
                if (!backtests.beat(tenant, backtest, percent, now)) {
                    isCanceled = true;
                }
                isTurnOver = isTurnOver || isOthersTurn(now);
                progress.at(percent, "back-test " + backtest.id());
            } catch (RuntimeException e) {
                // The task's own thread throws it: a thread of a search would only fail its trial.
                stopped = e;
                isCanceled = true;
            }
        }

        private boolean isOthersTurn(Instant now) {
            long begin = turnMillis.get();
            long length = now.toEpochMilli() - begin;
            if (begin == 0 || length < TURN.toMillis()) {
                return false;
            }
            return switch (backtests.waiting(tenant)) {
                case NONE -> false;
                case SEARCHES -> length >= TURN_AMONG_SEARCHES.toMillis();
                case NEW -> true;
            };
        }

        @Override
        public boolean isCanceled() {
            return isCanceled;
        }

        @Override
        public void stored() {
            turnMillis.compareAndSet(0, clock.instant().toEpochMilli());
        }

        @Override
        public boolean isTurnOver() {
            return isTurnOver;
        }

        boolean isStopped() {
            return stopped != null;
        }

        /** Throws the reason why the task must end, if it must. */
        void requireGoingOn() {
            RuntimeException reason = stopped;
            if (reason != null) {
                throw reason;
            }
        }
    }
}
