package com.flowex.backtest.run;

import com.flowex.backtest.data.CandleSource;
import com.flowex.backtest.data.DataException;
import com.flowex.backtest.data.MarketDataSource;
import com.flowex.backtest.data.OrderFlowSource;
import com.flowex.backtest.data.TradeSource;
import com.flowex.backtest.fill.CandleFeed;
import com.flowex.backtest.fill.FlowFeed;
import com.flowex.backtest.fill.MarketFeed;
import com.flowex.backtest.fill.TradeFeed;
import com.flowex.backtest.result.BacktestResult;
import com.flowex.backtest.result.LogLine;
import com.flowex.backtest.result.RunEnd;
import com.flowex.backtest.result.RunFill;
import com.flowex.backtest.result.RunOrder;
import com.flowex.backtest.setup.BacktestRequest;
import com.flowex.backtest.setup.FillModel;
import com.flowex.backtest.setup.RunObserver;
import com.flowex.backtest.setup.SetupException;
import com.flowex.strategy.BatchedStrategy;
import com.flowex.strategy.Strategy;
import com.flowex.strategy.StrategyException;
import com.flowex.strategy.data.Bar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run: steps of all markets in log time, and between them the strategy's callbacks. The order at one time is fixed:
 * closes of bars, then bars to the strategy, then whatever begins.
 */
public final class RunLoop implements AutoCloseable {

    /** Code of the refusal of an order that is placed after the data has ended. */
    public static final String RUN_ENDED = "run_ended";

    private static final int STEPS_PER_POLL = 1_024;

    /** Interval between points of the equity curve where the data has no bars. */
    private static final long SAMPLE_NANOS = 60_000_000_000L;

    private final RunCore core;
    private final RunObserver observer;
    private final RunContext context;
    private final Strategy strategy;
    private final List<MarketFeed> feeds = new ArrayList<>();
    private final List<BarSeries> series = new ArrayList<>();
    private final boolean isSampled;
    private final @Nullable BarBatches batches;
    private int stepsSincePoll;
    private long nextSample;
    private boolean hasBegun;
    private boolean isClosed;
    private RunEnd end = RunEnd.COMPLETED;
    private String endMessage = "";

    /** A callback failed. */
    private static final class CallbackException extends Exception {

        private static final long serialVersionUID = 1;

        CallbackException(String callback, Throwable cause) {
            super("strategy_error: " + callback + " failed: " + cause, cause);
        }

        CallbackException(StrategyException reason) {
            super(
                    reason.code() + ": " + reason.getMessage()
                            + (reason.line() > 0 ? " (line " + reason.line() + ")" : ""),
                    reason);
        }
    }

    /** @throws SetupException if the request cannot run */
    public RunLoop(BacktestRequest request, RunObserver observer) {
        this.observer = observer;
        boolean isFlow = request.fillModel() instanceof FillModel.OrderByOrder;
        this.core = new RunCore(request, isFlow ? FlowFeed.COUNTERPARTIES : 1);
        this.context = new RunContext(core);
        this.isSampled = request.markets().stream().noneMatch(market -> market.data() instanceof CandleSource);
        this.strategy = request.strategy().get();
        for (RunMarket state : core.states) {
            feeds.add(feed(state, state.market.marketSetup.data(), request.fillModel()));
        }
        try {
            new Subscriptions(core).add(strategy);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        core.states.forEach(state -> series.addAll(state.series));
        BarPreview preview = strategy instanceof BatchedStrategy ? BarPreview.of(core.states) : null;
        this.batches = preview == null ? null : new BarBatches(core, context, preview, this::step);
    }

    private static MarketFeed feed(RunMarket state, MarketDataSource data, FillModel model) {
        return switch (data) {
            case CandleSource candles
            when !(model instanceof FillModel.OrderByOrder) -> new CandleFeed(state, state.market, candles, model);
            case TradeSource trades
            when model instanceof FillModel.SyntheticBook book -> new TradeFeed(state, state.market, trades, book);
            case OrderFlowSource flow
            when model instanceof FillModel.OrderByOrder -> new FlowFeed(state, state.market, flow);
            case CandleSource _, TradeSource _, OrderFlowSource _ ->
                throw new SetupException(
                        "fillModel",
                        model.code() + " does not fit the data of " + state.market.symbol()
                                + ": candles take next-open or candles, trades take candles, order flow takes"
                                + " order-by-order");
        };
    }

    /** Runs to the end of the data, or until the observer cancels. */
    public BacktestResult run() {
        if (next().nextNanos() == Long.MAX_VALUE) {
            end = RunEnd.DATA_FAILED;
            endMessage = "the data of the run is empty";
        }
        try {
            proceed();
            return stop();
        } finally {
            close();
        }
    }

    /**
     * Takes every step that the data has by now. Data that grows is taken from where the last call ended, and gives the
     * result that one call over all of it would give.
     *
     * @return true if the run goes on; false if the strategy or the data has ended it
     */
    public boolean proceed() {
        if (end != RunEnd.COMPLETED) {
            return false;
        }
        try {
            feeds.forEach(MarketFeed::grow);
            MarketFeed first = next();
            if (first.nextNanos() != Long.MAX_VALUE) {
                if (!hasBegun) {
                    begin(first);
                }
                loop();
            }
        } catch (CallbackException e) {
            end = RunEnd.STRATEGY_FAILED;
            endMessage = String.valueOf(e.getMessage());
        } catch (DataException e) {
            end = RunEnd.DATA_FAILED;
            endMessage = String.valueOf(e.getMessage());
        }
        return end == RunEnd.COMPLETED;
    }

    private void begin(MarketFeed first) throws CallbackException {
        hasBegun = true;
        core.venue.moveTo(first.nextNanos());
        nextSample = first.nextNanos() / SAMPLE_NANOS * SAMPLE_NANOS + SAMPLE_NANOS;
        call("onStart", () -> strategy.onStart(context));
        deliver();
    }

    /** Ends the run and returns its result. */
    public BacktestResult stop() {
        try {
            if (end == RunEnd.COMPLETED && hasBegun) {
                context.stop();
                call("onStop", () -> strategy.onStop(context));
                deliver();
            }
        } catch (CallbackException e) {
            end = RunEnd.STRATEGY_FAILED;
            endMessage = String.valueOf(e.getMessage());
        } finally {
            close();
        }
        core.equity.record(core.venue.timeNanos());
        return new ResultBuilder(core, context).build(end, endMessage);
    }

    /** Returns the reason for which the run has ended; empty while it goes on. */
    public String endMessage() {
        return endMessage;
    }

    /** Returns the orders from an index on, as they are now. */
    public List<RunOrder> orders(int from) {
        List<OwnOrder> all = core.orders.all;
        return all.subList(Math.min(from, all.size()), all.size()).stream()
                .map(ResultBuilder::order)
                .toList();
    }

    /** Returns an order as it is now. */
    public RunOrder order(int index) {
        return ResultBuilder.order(core.orders.all.get(index));
    }

    /** Returns the fills from an index on. */
    public List<RunFill> fills(int from) {
        List<RunFill> all = core.orders.fills;
        return List.copyOf(all.subList(Math.min(from, all.size()), all.size()));
    }

    /** Returns the lines of the strategy's log from an index on. */
    public List<LogLine> lines(int from) {
        List<LogLine> all = context.log;
        return List.copyOf(all.subList(Math.min(from, all.size()), all.size()));
    }

    /** Gives back what the strategy holds, such as a process of its own. */
    @Override
    public void close() {
        if (!isClosed && strategy instanceof AutoCloseable closeable) {
            isClosed = true;
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException("the strategy cannot be closed", e);
            }
        }
    }

    private void loop() throws CallbackException {
        while (!isCancelDue() && step()) {
            deliver();
        }
    }

    /**
     * Takes the next step of the data, which may add callbacks.
     *
     * @return false if there is none
     */
    private boolean step() {
        stepsSincePoll++;
        MarketFeed feed = next();
        long at = feed.nextNanos();
        BarSeries due = nextDue();
        if (at == Long.MAX_VALUE) {
            return closeAtEnd(due);
        }
        long dueNanos = due == null ? Long.MAX_VALUE : due.dueNanos();
        long deadline = core.venue.deadlineNanos();
        boolean isPastCloses = at > core.venue.timeNanos() || feed.priority() != MarketFeed.CLOSE;
        if (due != null && (dueNanos < at || dueNanos == at && feed.priority() != MarketFeed.CLOSE)) {
            core.venue.moveTo(dueNanos);
            due.close();
        } else if (core.isMarkDue && isPastCloses) {
            record();
        } else if (isSampled && nextSample <= at) {
            core.equity.record(nextSample);
            nextSample = at / SAMPLE_NANOS * SAMPLE_NANOS + SAMPLE_NANOS;
        } else if (deadline < at) {
            core.venue.moveTo(deadline);
            core.venue.advance();
        } else {
            core.venue.moveTo(at);
            feed.step();
        }
        return true;
    }

    /** Closes the bars that are due at the end of the data, one a step. */
    private boolean closeAtEnd(@Nullable BarSeries due) {
        if (core.isMarkDue && due != null && due.dueNanos() <= core.venue.timeNanos()) {
            due.close();
            return true;
        }
        if (core.isMarkDue) {
            record();
        }
        return false;
    }

    private void record() {
        core.isMarkDue = false;
        core.equity.record(core.venue.timeNanos());
    }

    private boolean isCancelDue() {
        if (stepsSincePoll < STEPS_PER_POLL) {
            return false;
        }
        stepsSincePoll = 0;
        observer.progress(
                core.venue.timeNanos(),
                feeds.stream().mapToLong(MarketFeed::rows).sum());
        if (observer.isCanceled()) {
            end = RunEnd.CANCELED;
            endMessage = "The run was canceled; the result is partial.";
            return true;
        }
        return false;
    }

    private MarketFeed next() {
        MarketFeed best = feeds.getFirst();
        for (int i = 1; i < feeds.size(); i++) {
            MarketFeed feed = feeds.get(i);
            long at = feed.nextNanos();
            if (at < best.nextNanos() || at == best.nextNanos() && feed.priority() < best.priority()) {
                best = feed;
            }
        }
        return best;
    }

    private @Nullable BarSeries nextDue() {
        BarSeries best = null;
        for (int i = 0; i < series.size(); i++) {
            BarSeries bars = series.get(i);
            if (bars.dueNanos() != Long.MAX_VALUE && (best == null || bars.dueNanos() < best.dueNanos())) {
                best = bars;
            }
        }
        return best;
    }

    private void deliver() throws CallbackException {
        for (Callback next = core.callbacks.poll(); next != null; next = core.callbacks.poll()) {
            switch (next) {
                case Callback.OfBar(var bar) -> deliver(bar);
                case Callback.OfTop(var top) -> call("onTop", () -> strategy.onTop(context, top));
                case Callback.OfDepth(var depth) -> call("onDepth", () -> strategy.onDepth(context, depth));
                case Callback.OfTrade(var trade) -> call("onTrade", () -> strategy.onTrade(context, trade));
                case Callback.OfOrder(var update) -> call("onOrder", () -> strategy.onOrder(context, update));
                case Callback.OfFill(var fill) -> call("onFill", () -> strategy.onFill(context, fill));
            }
        }
    }

    private void deliver(Bar bar) throws CallbackException {
        BarBatches ahead = batches;
        if (ahead != null && strategy instanceof BatchedStrategy batched) {
            BarBatches.Batch batch = ahead.from(bar);
            call("onBar", () -> batch.end(batched.onBars(batch)));
        } else {
            call("onBar", () -> strategy.onBar(context, bar));
        }
    }

    private void call(String name, Runnable callback) throws CallbackException {
        context.begin();
        try {
            callback.run();
        } catch (StrategyException e) {
            throw new CallbackException(e);
        } catch (RuntimeException | StackOverflowError e) {
            if (batches != null && batches.isOwnFault(e)) {
                throw e;
            }
            throw new CallbackException(name, e);
        }
    }
}
