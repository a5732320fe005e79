package com.flowex.strategies.app.run;

import com.flowex.backtest.setup.FillModel;
import com.flowex.backtest.setup.MarketSetup;
import com.flowex.strategies.app.run.RunExecution.RunEnd;
import com.flowex.strategies.app.run.market.MinuteCandles;
import com.flowex.strategies.store.StoredRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Minute candles of the real market, which are stored for ever, and a synthetic book around each. */
final class PaperMinutes implements PaperRun.PaperFeed {

    /** Highest number of candles of a run. */
    private static final int MINUTES_MAX = 400_000;

    /** Highest number of minutes of a turn, so that a run that catches up notices its stop. */
    private static final int MINUTES_PER_TURN = 2_000;

    private static final int MINUTE = 60;
    private static final long NANOS = 1_000_000_000L;

    private final OpenedRun run;
    private final RunDependencies runDependencies;
    private final List<MinuteCandles> candles = new ArrayList<>();
    private final List<MarketSetup> setups;
    private long untilSeconds;

    PaperMinutes(OpenedRun run, RunDependencies runDependencies) {
        this.run = run;
        this.runDependencies = runDependencies;
        this.untilSeconds = run.firstSeconds();
        this.setups = run.setups(market -> {
            MinuteCandles minutes = new MinuteCandles(runDependencies.market().candles(), market, run.firstSeconds());
            candles.add(minutes);
            return minutes;
        });
    }

    @Override
    public List<MarketSetup> setups() {
        return setups;
    }

    @Override
    public FillModel fillModel() {
        return FillModel.SyntheticBook.DEFAULT;
    }

    @Override
    public Optional<Advance> advance() {
        long complete = runDependencies.market().clock().completeNanos(run.account()) / NANOS / MINUTE * MINUTE;
        long taken = run.takenSeconds();
        long most = untilSeconds < taken ? Math.min(complete, taken) : complete;
        long to = Math.min(most, untilSeconds + (long) MINUTES_PER_TURN * MINUTE);
        if (to <= untilSeconds) {
            return Optional.empty();
        }
        candles.forEach(each -> each.grow(to));
        untilSeconds = to;
        return Optional.of(new Advance(to, to <= taken, List.of()));
    }

    @Override
    public Optional<RunEnd> end() {
        return (untilSeconds - run.startSeconds()) / MINUTE >= MINUTES_MAX
                ? Optional.of(new RunEnd(StoredRun.Reason.RUN_FULL, "a run has at most " + MINUTES_MAX + " minutes"))
                : Optional.empty();
    }
}
