package com.flowex.strategies.app.run;

import com.flowex.backtest.data.DataException;
import com.flowex.backtest.result.LogLine;
import com.flowex.backtest.result.RunFill;
import com.flowex.backtest.result.RunOrder;
import com.flowex.backtest.run.RunLoop;
import com.flowex.backtest.setup.BacktestRequest;
import com.flowex.backtest.setup.FillModel;
import com.flowex.backtest.setup.Latency;
import com.flowex.backtest.setup.MarketSetup;
import com.flowex.backtest.setup.RunLimits;
import com.flowex.backtest.setup.RunObserver;
import com.flowex.strategies.app.SourceSandbox;
import com.flowex.strategies.app.StrategySources;
import com.flowex.strategies.app.run.replay.StoredRows;
import com.flowex.strategies.store.RunRecord;
import com.flowex.strategies.store.RunRecordsTable;
import com.flowex.strategies.store.StoredRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Paper run: a back-test that goes on as its data grows. Its exchange is one of its own, through which all orders go; its
 * counterparties follow the data of the real market. The run follows from its request and this data, so a process that
 * takes it over computes it again from the beginning and gets the same orders.
 */
final class PaperRun implements RunExecution {

    private static final RunLimits BOUNDS = new RunLimits(100_000, 100, 100_000, 1);

    private final OpenedRun run;
    private final RunRecordsTable records;
    private final StoredRows storedOrders;
    private final StoredRows storedFills;
    private final SourceSandbox.Opened opened;
    private final AtomicReference<RunGuard> guard = new AtomicReference<>();
    private final RunLoop loop;
    private final PaperFeed feed;
    private final List<MarketSetup> marketSetups;
    private final TreeSet<Integer> openOrders = new TreeSet<>();
    private long step;
    private int orders;
    private int fills;
    private int lines;

    PaperRun(OpenedRun run, PaperFeed feed, RunRecordsTable records, StrategySources sources) {
        this.run = run;
        this.feed = feed;
        this.records = records;
        this.storedOrders = run.storedOrders(records);
        this.storedFills = run.storedFills(records);
        this.step = run.stored().step();
        this.marketSetups = feed.setups();
        this.opened = run.open(sources);
        try {
            this.loop = new RunLoop(request(run, marketSetups, feed.fillModel(), this::guarded), RunObserver.NONE);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private RunGuard guarded() {
        RunGuard made = run.guard(opened);
        guard.set(made);
        return made;
    }

    /** Data of the real market that a paper run trades on. It grows as the market goes on. */
    interface PaperFeed {

        /**
         * Data that was added.
         *
         * @param untilSeconds time up to which the data is complete now
         * @param isStored true if the run has taken it before, so that the rows that follow from it are stored
         * @param inputs rows to store, because the data is nowhere else
         */
        record Advance(long untilSeconds, boolean isStored, List<RunRecord> inputs) {

            public Advance {
                inputs = List.copyOf(inputs);
            }
        }

        /** Returns the markets with the data. */
        List<MarketSetup> setups();

        FillModel fillModel();

        /** Adds what has become known, a part of it if it is much; empty if there is nothing new. */
        Optional<Advance> advance();

        /** Returns the end of a run that has taken as much as it may. */
        Optional<RunEnd> end();
    }

    /** Source of the strategy of a run. */
    @FunctionalInterface
    interface GuardSource {
        RunGuard get();
    }

    /** Returns the request of the run as a back-test. */
    static BacktestRequest request(
            OpenedRun run, List<MarketSetup> marketSetups, FillModel fillModel, GuardSource guard) {
        return new BacktestRequest(
                "r" + run.stored().id(),
                guard::get,
                marketSetups,
                RunDocuments.read(run.stored().start(), RunDocuments.Start.class)
                        .totals(),
                run.quote(),
                fillModel,
                new Latency(0, 0),
                run.spec().seed(),
                BOUNDS);
    }

    @Override
    public Optional<RunEnd> turn() {
        Optional<PaperFeed.Advance> added = feed.advance();
        if (added.isEmpty()) {
            return Optional.empty();
        }
        boolean goesOn = loop.proceed();
        RunGuard limits = Objects.requireNonNull(guard.get(), "the loop has a strategy from its making");
        if (added.get().isStored() && goesOn) {
            skip();
        } else {
            commit(limits, added.get());
        }
        if (!goesOn) {
            boolean isData = loop.endMessage().isEmpty();
            return Optional.of(new RunEnd(
                    isData ? StoredRun.Reason.DATA_FAILED : StoredRun.Reason.STRATEGY_FAILED, loop.endMessage()));
        }
        Optional<String> breach = limits.breach();
        return breach.isPresent() ? Optional.of(new RunEnd(StoredRun.Reason.DAILY_LOSS, breach.get())) : feed.end();
    }

    /** Compares rows with those that the process before has stored; open orders are written again when they change. */
    private void skip() {
        List<RunRecord> computed = new ArrayList<>();
        for (RunOrder order : loop.orders(orders)) {
            add(computed, orders++, order);
        }
        computed.forEach(storedOrders::match);
        loop.fills(fills).forEach(fill -> storedFills.match(row(fill)));
        lines += loop.lines(lines).size();
    }

    /** Stores the inputs, and the rows that have changed since the last commit. */
    private void commit(RunGuard limits, PaperFeed.Advance data) {
        storedOrders.end();
        storedFills.end();
        List<RunRecord> rows = new ArrayList<>(data.inputs());
        for (int index : List.copyOf(openOrders)) {
            add(rows, index, loop.order(index));
        }
        for (RunOrder order : loop.orders(orders)) {
            add(rows, orders++, order);
        }
        loop.fills(fills).forEach(fill -> rows.add(row(fill)));
        List<LogLine> added = loop.lines(lines);
        int skipped = Math.max(0, added.size() - RunRecordsTable.LINES_MAX);
        lines += skipped;
        for (LogLine line : added.subList(skipped, added.size())) {
            rows.add(RunDocuments.line(++lines, line.timeNanos(), line.text()));
        }
        var change = new RunRecordsTable.Change(
                run.stored().id(),
                run.holder(),
                step,
                StoredRun.State.RUNNING,
                0,
                Instant.ofEpochSecond(data.untilSeconds()),
                RunDocuments.json(limits.figures()),
                rows);
        if (!records.commit(run.tenant(), change)) {
            throw new LostRunException(run.stored().id());
        }
        step++;
    }

    /** Returns the row of the next fill. */
    private RunRecord row(RunFill fill) {
        return new RunRecord(
                RunRecord.Kind.FILL, ++fills, false, RunDocuments.json(RunDocuments.fill(fill, marketSetups)));
    }

    private void add(List<RunRecord> rows, int index, RunOrder order) {
        boolean isOpen = !order.status().isFinal();
        if (isOpen) {
            openOrders.add(index);
        } else {
            openOrders.remove(index);
        }
        rows.add(new RunRecord(
                RunRecord.Kind.ORDER, index + 1L, isOpen, RunDocuments.json(RunDocuments.order(order, marketSetups))));
    }

    /** Returns true at once: the exchange of the run ends with it. */
    @Override
    public boolean stopTurn() {
        return true;
    }

    @Override
    public void close() {
        try {
            loop.close();
        } catch (DataException e) {
            throw new IllegalStateException("a run that ends reads no data", e);
        } finally {
            opened.close();
        }
    }
}
