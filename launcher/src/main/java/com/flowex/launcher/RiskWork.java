package com.flowex.launcher;

import com.flowex.desk.Desk;
import com.flowex.edge.Edge;
import com.flowex.marketdata.candle.DailyCandles;
import com.flowex.operations.kind.KindNames;
import com.flowex.operations.task.Task;
import com.flowex.operations.task.TaskKind;
import com.flowex.operations.task.TaskOrder;
import com.flowex.operations.task.TaskQueue;
import com.flowex.operations.task.TaskStep;
import com.flowex.risk.Computations;
import com.flowex.risk.RiskService;
import com.flowex.risk.RiskSettings;
import com.flowex.risk.daily.DailyScores;
import com.flowex.risk.daily.MarketCaps;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The work of risk as a task: risk knows no tasks, and tasks no risk. */
final class RiskWork {

    private static final int ATTEMPTS_MAX = 5;
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private RiskWork() {}

    /**
     * Wires it.
     *
     * @param caps what assets are worth, as listings say
     * @param orders where its work is ordered
     */
    static RiskService service(Edge edge, RiskSettings settings, Desk desk, MarketCaps caps, Computations orders) {
        DailyCandles candles = new DailyCandles(edge.ground().database());
        return new RiskService(
                edge, settings, desk.listed(), new RiskMarkets(candles, InstantSource.system()), caps, orders);
    }

    /** Every day after midnight, UTC, when the day that is scored is over. */
    static TaskKind kind(DailyScores daily) {
        return new TaskKind(
                KindNames.DAILY_RISK,
                TaskKind.Whose.TENANT,
                List.of(TaskStep.of(
                        "scores", LONGEST, task -> daily.run(task.tenant(), task.wanted(), task::progress))),
                ATTEMPTS_MAX,
                Optional.of("25 0 * * *"));
    }

    static Computations.Ordered order(TaskQueue queue, int tenant, String by) {
        Task task =
                queue.order(new TaskOrder(tenant, KindNames.DAILY_RISK, Task.PRIORITY_DEFAULT, null, queue.now(), by));
        return new Computations.Ordered(Long.toString(task.id()), task.state().word());
    }
}
