package com.flowex.app.wiring.adapter;

import com.flowex.operations.app.TaskKind;
import com.flowex.operations.app.TaskKindNames;
import com.flowex.operations.app.TaskStep;
import com.flowex.operations.app.TaskSubmitter;
import com.flowex.operations.store.Task;
import com.flowex.operations.store.TaskRequest;
import com.flowex.platform.Platform;
import com.flowex.sandbox.Sandbox;
import com.flowex.sandbox.SandboxSettings;
import com.flowex.strategies.BacktestComputations;
import com.flowex.strategies.StrategiesTables;
import com.flowex.strategies.app.BacktestTaskQueue;
import com.flowex.strategies.app.CandleHistory;
import com.flowex.strategies.app.ProcessSandbox;
import com.flowex.strategies.app.SourceSandbox;
import com.flowex.strategies.store.OpenWorkTable;
import com.flowex.trading.app.account.OwnWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Back-tests as tasks of the platform, so that neither service depends on the other. */
public final class StrategyTasks {

    private static final int ATTEMPTS_MAX = 3;

    /** Time for all waiting back-tests of a tenant; those that are left wait for the next task. */
    private static final Duration LONGEST = Duration.ofHours(2);

    private StrategyTasks() {}

    /** Returns the task kind that runs waiting back-tests: on request, and every five minutes those of ended processes. */
    public static List<TaskKind> kinds(BacktestComputations computations) {
        return List.of(new TaskKind(
                TaskKindNames.BACKTESTS,
                TaskKind.Whose.TENANT,
                List.of(TaskStep.of(
                        "backtests", LONGEST, task -> computations.backtests().run(task.tenant(), (percent, note) -> {
                            task.check();
                            task.progress(percent, note);
                        }))),
                ATTEMPTS_MAX,
                Optional.of("*/5 * * * *")));
    }

    /** Returns the queue of back-tests, which tasks are. */
    public static BacktestTaskQueue queue(TaskSubmitter tasks) {
        return (tenant, by) -> tasks.order(
                new TaskRequest(tenant, TaskKindNames.BACKTESTS, Task.PRIORITY_DEFAULT, null, tasks.now(), by));
    }

    /** Returns the place where sources of users are checked and run. */
    public static SourceSandbox sandbox() {
        return new ProcessSandbox(Sandbox.withStandby(SandboxSettings.standard()));
    }

    /** Returns the states of users' back-tests and runs, which streams of accounts report. */
    public static OwnWork work(StrategiesTables tables) {
        return (owner, known) -> {
            List<OwnWork.State> states = new ArrayList<>();
            tables.work()
                    .backtests(owner.tenant(), owner.number(), numbers(known, OwnWork.Kind.BACKTEST))
                    .forEach(each -> states.add(state(OwnWork.Kind.BACKTEST, each)));
            tables.work()
                    .runs(owner.tenant(), owner.number(), numbers(known, OwnWork.Kind.RUN))
                    .forEach(each -> states.add(state(OwnWork.Kind.RUN, each)));
            return states;
        };
    }

    private static List<Long> numbers(Collection<OwnWork.State> known, OwnWork.Kind kind) {
        return known.stream()
                .filter(each -> each.kind() == kind)
                .map(OwnWork.State::id)
                .toList();
    }

    private static OwnWork.State state(OwnWork.Kind kind, OpenWorkTable.WorkState state) {
        return new OwnWork.State(kind, state.id(), state.state(), state.isOpen(), state.progress(), state.lastBarAt());
    }

    /** Returns the candles of the exchange's own markets. */
    public static CandleHistory candles(Platform platform) {
        return new MarketCandles(platform.database());
    }
}
