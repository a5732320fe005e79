package com.flowex.backtest.run;

import com.flowex.strategy.BarBatch;
import com.flowex.strategy.TradingContext;
import com.flowex.strategy.data.Bar;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Batches of bars for a strategy that takes several in one call. While the account has no open order and no request
 * under way, only bars can come, so the run may take its own steps up to a bar after the strategy has handled it.
 */
final class BarBatches {

    /** Highest number of bars of a batch. */
    private static final int SIZE_MAX = 512;

    private final RunCore core;
    private final RunContext context;
    private final BarPreview preview;
    private final BooleanSupplier step;
    private int most = 1;
    private @Nullable RuntimeException ownFault;

    /** @param step takes the next step of the run; false if there is none */
    BarBatches(RunCore core, RunContext context, BarPreview preview, BooleanSupplier step) {
        this.core = core;
        this.context = context;
        this.preview = preview;
        this.step = step;
    }

    /** Returns the batch that begins with a bar, which the run has just delivered. */
    Batch from(Bar bar) {
        preview.pass(bar);
        List<Bar> bars = new ArrayList<>();
        bars.add(bar);
        if (isQuiet()) {
            bars.addAll(preview.next(most - 1));
        }
        return new Batch(bars);
    }

    /** Returns true if nothing but bars can come before the strategy acts. */
    private boolean isQuiet() {
        for (RunMarket state : core.states) {
            if (state.openOrders() > 0 || state.nextArrival() != null) {
                return false;
            }
        }
        return core.callbacks.isEmpty();
    }

    /** Returns true if a step of the run failed while a strategy was handling a batch. */
    boolean isOwnFault(Throwable thrown) {
        return thrown == ownFault;
    }

    /** Bars of one call. */
    final class Batch implements BarBatch {

        private final List<Bar> bars;
        private final long firstNanos = core.venue.timeNanos();
        private int reached;

        private Batch(List<Bar> bars) {
            this.bars = bars;
        }

        @Override
        public int size() {
            return bars.size();
        }

        @Override
        public Bar bar(int index) {
            return bars.get(index);
        }

        @Override
        public long timeNanos(int index) {
            return index == 0 ? firstNanos : bars.get(index).closeNanos();
        }

        @Override
        public TradingContext at(int index) {
            while (reached < index) {
                try {
                    advance();
                } catch (RuntimeException e) {
                    ownFault = e;
                    throw e;
                }
            }
            return context;
        }

        /** Takes the steps of the run up to the close of the next bar. */
        private void advance() {
            while (core.callbacks.isEmpty()) {
                if (!step.getAsBoolean()) {
                    throw new IllegalStateException("the data of the run ends before a bar that it has");
                }
            }
            if (!(core.callbacks.remove() instanceof Callback.OfBar(var bar)) || !bar.equals(bars.get(reached + 1))) {
                throw new IllegalStateException("something else came while only bars could come");
            }
            preview.pass(bar);
            reached++;
            context.begin();
        }

        /** Moves the run to the last bar that the strategy has handled. */
        void end(int handled) {
            if (handled < reached + 1 || handled > bars.size()) {
                throw new IllegalStateException("the strategy handled " + handled + " of " + bars.size() + " bars");
            }
            at(handled - 1);
            // A strategy that acts often gets small batches: the bars behind the one at which it acts are sent twice.
            if (handled < bars.size()) {
                most = handled;
            } else if (bars.size() >= most) {
                most = Math.min(SIZE_MAX, 2 * most);
            }
        }
    }
}
