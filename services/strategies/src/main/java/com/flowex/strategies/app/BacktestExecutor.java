package com.flowex.strategies.app;

import com.flowex.backtest.data.DataException;
import com.flowex.backtest.result.BacktestResult;
import com.flowex.backtest.setup.SetupException;
import com.flowex.platform.errors.Refusal;
import com.flowex.strategies.store.BacktestsTable;
import com.flowex.strategies.store.StoredBacktest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Work of the task that runs a tenant's waiting back-tests, one after the other. Several tasks may work at once, each
 * on another back-test. One that is interrupted by the end of its process, or by a fault, waits again after a minute.
 */
public final class BacktestExecutor {

    private static final int PERCENT = 100;
    private static final Duration BEAT_INTERVAL = Duration.ofSeconds(2);

    /** Progress of the task. */
    @FunctionalInterface
    public interface Progress {

        /** @throws RuntimeException if the task must end; the executor passes it on */
        void at(int percent, String note);
    }

    private final BacktestsTable backtests;
    private final BacktestRuns runs;
    private final Duration retention;
    private final InstantSource clock;

    /** @param retention time for which ended back-tests are kept */
    public BacktestExecutor(BacktestsTable backtests, BacktestRuns runs, Duration retention, InstantSource clock) {
        this.backtests = backtests;
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
        Set<Long> served = new HashSet<>();
        int done = 0;
        for (Optional<StoredBacktest> next = backtests.start(tenant, served, clock.instant());
                next.isPresent();
                next = backtests.start(tenant, served, clock.instant())) {
            StoredBacktest backtest = next.get();
            served.add(backtest.owner());
            progress.at(0, done + " back-tests, now " + backtest.id());
            runOne(tenant, backtest, progress);
            done++;
        }
        backtests.forget(tenant, now.minus(retention));
        return done + " back-tests";
    }

    private void runOne(int tenant, StoredBacktest backtest, Progress progress) {
        Beat beat = new Beat(tenant, backtest, progress);
        try {
            BacktestSpec spec = BacktestAdmission.spec(backtest);
            BacktestResult result = runs.run(tenant, backtest, spec, beat);
            BacktestDocument document = BacktestDocument.of(result);
            backtests.done(tenant, backtest.id(), document.summary(), document.compressed(), clock.instant());
        } catch (DataException | SetupException | Refusal e) {
            String reason = e.getMessage();
            backtests.failed(tenant, backtest.id(), reason == null ? "it cannot be run" : reason, clock.instant());
        } finally {
            if (beat.isStopped()) {
                backtests.release(tenant, backtest.id());
            }
        }
    }

    /** Heartbeat of a running back-test; it notices that its owner canceled it. */
    private final class Beat implements BacktestRuns.Observer {

        private final int tenant;
        private final StoredBacktest backtest;
        private final Progress progress;
        private Instant last = Instant.EPOCH;
        private boolean isCanceled;
        private boolean isStopped;

        Beat(int tenant, StoredBacktest backtest, Progress progress) {
            this.tenant = tenant;
            this.backtest = backtest;
            this.progress = progress;
        }

        @Override
        public void progress(double share) {
            Instant now = clock.instant();
            if (now.isBefore(last.plus(BEAT_INTERVAL))) {
                return;
            }
            last = now;
            int percent = (int) (share * PERCENT);
            isCanceled |= !backtests.beat(tenant, backtest.id(), percent, now);
            // An attempt counts unless its task was stopped: a fault that comes back must not keep others waiting.
            isStopped = true;
            progress.at(percent, "back-test " + backtest.id());
            isStopped = false;
        }

        /** Returns true if the task must end. */
        boolean isStopped() {
            return isStopped;
        }

        @Override
        public boolean isCanceled() {
            return isCanceled;
        }
    }
}
