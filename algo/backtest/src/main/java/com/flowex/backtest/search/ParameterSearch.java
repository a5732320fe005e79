package com.flowex.backtest.search;

import com.flowex.strategy.parameter.ParameterException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs the trials of a plan on several threads. The result depends on the plan and the function alone, not on the number
 * of threads, nor on where a former run was interrupted.
 */
public final class ParameterSearch {

    private final SearchPlan plan;
    private final TrialRun function;
    private final SearchObserver observer;
    private final @Nullable Trial[] trials;
    private final AtomicInteger next = new AtomicInteger();
    private final Object reporting = new Object();
    private int finished;

    private ParameterSearch(SearchPlan plan, TrialRun function, SearchObserver observer) {
        this.plan = plan;
        this.function = function;
        this.observer = observer;
        this.trials = new Trial[plan.sets().size()];
    }

    /**
     * Runs all trials that are not finished yet.
     *
     * @param known finished trials of an interrupted run of the same plan; empty for a new one
     * @param workers threads, 1 or more
     * @throws IllegalArgumentException if a known trial is not of this plan
     */
    public static SearchResult run(
            SearchPlan plan, TrialRun function, List<Trial> known, SearchObserver observer, int workers) {
        ParameterSearch search = new ParameterSearch(plan, function, observer);
        known.forEach(search::resume);
        search.runAll(workers);
        return search.result();
    }

    private void resume(Trial trial) {
        if (trial.number() < 0
                || trial.number() >= trials.length
                || !plan.sets().get(trial.number()).equals(trial.parameters())) {
            throw new IllegalArgumentException("trial " + trial.number() + " is not one of this search");
        }
        if (trials[trial.number()] == null) {
            trials[trial.number()] = trial;
            finished++;
        }
    }

    private void runAll(int workers) {
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(
                workers, Thread.ofPlatform().name("search-", 0).factory())) {
            for (int i = 0; i < workers; i++) {
                running.add(threads.submit(this::work));
            }
        }
        for (Future<?> worker : running) {
            rethrow(worker);
        }
    }

    private static void rethrow(Future<?> worker) {
        try {
            worker.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a trial failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void work() {
        for (int number = next.getAndIncrement(); number < trials.length; number = next.getAndIncrement()) {
            if (trials[number] != null) {
                continue;
            }
            synchronized (reporting) {
                if (observer.isCanceled()) {
                    return;
                }
            }
            Trial trial = new Trial(number, plan.sets().get(number), outcome(number));
            synchronized (reporting) {
                trials[number] = trial;
                finished++;
                observer.finished(trial, finished, trials.length);
            }
        }
    }

    private TrialOutcome outcome(int number) {
        try {
            return function.run(plan.sets().get(number));
        } catch (ParameterException e) {
            return TrialOutcome.failed(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // The other workers begin nothing new.
            next.set(trials.length);
            throw new IllegalStateException(
                    "trial " + number + " " + plan.sets().get(number), e);
        }
    }

    private SearchResult result() {
        List<Trial> done = new ArrayList<>();
        for (Trial trial : trials) {
            if (trial != null) {
                done.add(trial);
            }
        }
        return SearchResult.of(done, trials.length);
    }
}
