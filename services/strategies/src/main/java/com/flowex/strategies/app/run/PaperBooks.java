package com.flowex.strategies.app.run;

import com.flowex.backtest.setup.FillModel;
import com.flowex.backtest.setup.MarketSetup;
import com.flowex.strategies.app.run.RunDocuments.Step;
import com.flowex.strategies.app.run.RunExecution.RunEnd;
import com.flowex.strategies.app.run.market.LiveBooks;
import com.flowex.strategies.app.run.market.PublishedFlow;
import com.flowex.strategies.app.run.market.QuoteRow;
import com.flowex.strategies.store.RunRecord;
import com.flowex.strategies.store.RunRecordsTable;
import com.flowex.strategies.store.StoredRun;
import com.flowex.strategy.data.DataRequest;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Published books and trades of the real market. Nothing else keeps them, so each change is stored with the run before
 * the next is read, and a process that takes the run over reads them again.
 */
final class PaperBooks implements PaperRun.PaperFeed {

    /** Highest number of changes of a run. */
    private static final long INPUTS_MAX = 1_000_000;

    private static final int READ_AT_ONCE = 500;
    private static final long NANOS = 1_000_000_000L;
    private static final long MINUTE_NANOS = 60 * NANOS;

    private final OpenedRun run;
    private final RunDependencies runDependencies;
    private final RunRecordsTable records;
    private final InstantSource clock;
    private final LiveQuotes quotes;
    private final Map<String, PublishedFlow> flows = new LinkedHashMap<>();
    private final List<MarketSetup> setups;
    private boolean isRestored;
    private long inputs;
    private long untilNanos;

    PaperBooks(OpenedRun run, RunDependencies runDependencies, RunRecordsTable records, InstantSource clock) {
        this.run = run;
        this.runDependencies = runDependencies;
        this.records = records;
        this.clock = clock;
        this.untilNanos = run.startNanos();
        this.quotes = new LiveQuotes(runDependencies.market().books(), run);
        this.setups = run.setups(market -> {
            String symbol = market.instrument().symbol();
            quotes.subscribe(
                    List.of(new DataRequest.Depth(symbol, LiveBooks.LEVELS_MAX), new DataRequest.Trades(symbol)));
            return flows.computeIfAbsent(symbol, _ -> new PublishedFlow(market));
        });
    }

    @Override
    public List<MarketSetup> setups() {
        return setups;
    }

    @Override
    public FillModel fillModel() {
        return new FillModel.OrderByOrder();
    }

    @Override
    public Optional<Advance> advance() {
        if (!isRestored) {
            List<RunRecord> page =
                    records.after(run.tenant(), run.stored().id(), RunRecord.Kind.STEP, inputs, READ_AT_ONCE);
            for (RunRecord each : page) {
                take(RunDocuments.read(each.content(), Step.class));
            }
            isRestored = page.isEmpty();
            if (!isRestored) {
                return Optional.of(new Advance(untilNanos / NANOS, true, List.of()));
            }
        }
        return next().map(step -> {
            take(step);
            RunRecord row = new RunRecord(RunRecord.Kind.STEP, inputs, false, RunDocuments.json(step));
            return new Advance(untilNanos / NANOS, false, List.of(row));
        });
    }

    /** Returns what has changed; where nothing has, a minute of the log that has ended. */
    private Optional<Step> next() {
        // It is read before the books, so that no trade before this time is still to come.
        long complete = runDependencies.market().clock().completeNanos(run.account());
        long nowNanos = OpenedRun.nanos(clock.instant());
        if (!quotes.isDue(nowNanos)) {
            return Optional.empty();
        }
        Optional<LiveQuotes.Input> changes = quotes.next(nowNanos);
        if (changes.isPresent()) {
            LiveQuotes.Input input = changes.get();
            return Optional.of(Step.ofQuotes(Math.max(input.timeNanos(), untilNanos + 1), false, input.rows()));
        }
        long minute = complete / MINUTE_NANOS * MINUTE_NANOS;
        return minute > untilNanos ? Optional.of(Step.ofQuotes(minute, false, List.of())) : Optional.empty();
    }

    /** Hands a change to the markets; all of it is later than the change before, in every market. */
    private void take(Step step) {
        inputs++;
        for (QuoteRow row : step.quotes()) {
            quotes.take(row);
            Objects.requireNonNull(flows.get(row.symbol()), "a market of the run")
                    .take(row, untilNanos + 1);
        }
        untilNanos = step.timeNanos();
        flows.values().forEach(flow -> flow.complete(untilNanos));
    }

    @Override
    public Optional<RunEnd> end() {
        return inputs >= INPUTS_MAX || quotes.isFull()
                ? Optional.of(new RunEnd(
                        StoredRun.Reason.RUN_FULL,
                        "a run has at most " + LiveQuotes.INPUTS_MAX
                                + " inputs of books and trades of its markets, and " + INPUTS_MAX + " in all"))
                : Optional.empty();
    }
}
