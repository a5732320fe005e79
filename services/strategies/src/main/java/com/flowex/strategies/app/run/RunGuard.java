package com.flowex.strategies.app.run;

import com.flowex.domain.order.Side;
import com.flowex.strategies.app.run.RunDocuments.Figures;
import com.flowex.strategies.app.run.RunSpec.Limits;
import com.flowex.strategies.app.run.market.MinuteCandles;
import com.flowex.strategy.BarBatch;
import com.flowex.strategy.BatchedStrategy;
import com.flowex.strategy.Strategy;
import com.flowex.strategy.StrategyException;
import com.flowex.strategy.TradingContext;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.BookDepth;
import com.flowex.strategy.data.BookTop;
import com.flowex.strategy.data.DataRequest;
import com.flowex.strategy.data.MarketTrade;
import com.flowex.strategy.order.Balance;
import com.flowex.strategy.order.MarketRules;
import com.flowex.strategy.order.OpenOrder;
import com.flowex.strategy.order.OrderIntent;
import com.flowex.strategy.order.OrderStatus;
import com.flowex.strategy.order.OrderUpdate;
import com.flowex.strategy.order.OwnFill;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Strategy of a run with the run's limits around it. Each order is checked before it leaves; one above a limit is
 * refused to the strategy as the exchange refuses orders. It also keeps the figures of the run's own trades. The same
 * callbacks give the same refusals, on paper, live and in a back-test.
 */
final class RunGuard implements BatchedStrategy, AutoCloseable {

    /** Highest number of refusals between two bars or fills. A strategy that answers each with an order has no end. */
    private static final int REFUSALS_MAX = 1_000;

    /** Code of the refusal of an order of a callback about the past. */
    private static final String WARM_UP = "warm_up";

    private final long startNanos;
    private final Strategy inner;
    private final RunLedger ledger;
    private final Set<DataRequest> requests = new HashSet<>();
    private final Deque<OrderUpdate> refusals = new ArrayDeque<>();
    private long refused;
    private int refusalsInARow;
    private boolean isMute;

    /**
     * @param asset quote asset of all markets of the run
     * @param startNanos beginning of the run: orders of earlier callbacks are refused, without a line in the log
     */
    RunGuard(Strategy inner, Limits limits, String asset, long startNanos) {
        this.startNanos = startNanos;
        this.inner = inner;
        this.ledger = new RunLedger(limits, asset);
    }

    /** Returns the sentence about the limit that stops the run; empty while none does. */
    Optional<String> breach() {
        return ledger.breach();
    }

    Figures figures() {
        return ledger.figures();
    }

    /** Calls the strategy no longer; the figures go on. */
    void mute() {
        isMute = true;
    }

    /** Returns what the strategy wants, and the minutes of all markets, by which positions are valued. */
    @Override
    public List<DataRequest> subscriptions(List<String> markets) {
        List<DataRequest> all = new ArrayList<>(inner.subscriptions(markets));
        requests.addAll(all);
        for (String symbol : markets) {
            DataRequest minutes = new DataRequest.Bars(symbol, MinuteCandles.MINUTE);
            if (!requests.contains(minutes)) {
                all.add(minutes);
            }
        }
        return all;
    }

    @Override
    public void onStart(TradingContext context) {
        call(context, inner::onStart);
    }

    @Override
    public void onBar(TradingContext context, Bar bar) {
        take(bar, context.timeNanos());
        if (isRequested(bar)) {
            call(context, limited -> inner.onBar(limited, bar));
        }
    }

    /** Hands bars on together if the strategy takes them so. Its limits see the prices up to each bar alone. */
    @Override
    public int onBars(BarBatch batch) {
        if (isMute || !(inner instanceof BatchedStrategy batched)) {
            onBar(batch.at(0), batch.bar(0));
            return 1;
        }
        GuardedBatch guarded = new GuardedBatch(batch);
        int last = guarded.size() == 0 ? batch.size() - 1 : guarded.index(batched.onBars(guarded) - 1);
        guarded.takeUpTo(last);
        deliverRefusals(new Limited(batch.at(last)));
        return last + 1;
    }

    private void take(Bar bar, long timeNanos) {
        refusalsInARow = 0;
        if (bar.interval().equals(MinuteCandles.MINUTE)) {
            ledger.price(bar.symbol(), bar.close(), timeNanos);
        }
    }

    private boolean isRequested(Bar bar) {
        return requests.contains(new DataRequest.Bars(bar.symbol(), bar.interval()));
    }

    @Override
    public void onTop(TradingContext context, BookTop top) {
        call(context, limited -> inner.onTop(limited, top));
    }

    @Override
    public void onDepth(TradingContext context, BookDepth depth) {
        call(context, limited -> inner.onDepth(limited, depth));
    }

    @Override
    public void onTrade(TradingContext context, MarketTrade trade) {
        call(context, limited -> inner.onTrade(limited, trade));
    }

    @Override
    public void onOrder(TradingContext context, OrderUpdate update) {
        ledger.on(update);
        count(update);
        call(context, limited -> inner.onOrder(limited, update));
    }

    @Override
    public void onFill(TradingContext context, OwnFill fill) {
        refusalsInARow = 0;
        ledger.on(fill, context.timeNanos());
        call(context, limited -> inner.onFill(limited, fill));
    }

    @Override
    public void onStop(TradingContext context) {
        call(context, inner::onStop);
    }

    /** Callback of the strategy. */
    private interface Call {
        void with(TradingContext context);
    }

    private void call(TradingContext context, Call callback) {
        if (isMute) {
            return;
        }
        Limited limited = new Limited(context);
        callback.with(limited);
        deliverRefusals(limited);
    }

    private void deliverRefusals(Limited limited) {
        for (OrderUpdate next = refusals.poll(); next != null; next = refusals.poll()) {
            count(next);
            inner.onOrder(limited, next);
        }
    }

    private void count(OrderUpdate update) {
        if (!isMute && update.status() == OrderStatus.REJECTED && ++refusalsInARow > REFUSALS_MAX) {
            throw new StrategyException(
                    "order_loop", 0, REFUSALS_MAX + " of its orders were refused without a bar between them");
        }
    }

    @Override
    public void close() {
        if (inner instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException("the strategy cannot be closed", e);
            }
        }
    }

    /** The bars of a batch that the strategy wants; prices for the limits are taken as far as the run has moved. */
    private final class GuardedBatch implements BarBatch {

        private final BarBatch all;
        private final int[] indexes;
        private int taken;

        GuardedBatch(BarBatch all) {
            this.all = all;
            this.indexes = IntStream.range(0, all.size())
                    .filter(each -> isRequested(all.bar(each)))
                    .toArray();
        }

        /** Returns the index within all bars. */
        int index(int index) {
            return indexes[index];
        }

        void takeUpTo(int index) {
            for (; taken <= index; taken++) {
                take(all.bar(taken), all.timeNanos(taken));
            }
        }

        @Override
        public int size() {
            return indexes.length;
        }

        @Override
        public Bar bar(int index) {
            return all.bar(indexes[index]);
        }

        @Override
        public long timeNanos(int index) {
            return all.timeNanos(indexes[index]);
        }

        @Override
        public TradingContext at(int index) {
            takeUpTo(indexes[index]);
            return new Limited(all.at(indexes[index]));
        }
    }

    /** Context of the run, in which orders meet the limits first. */
    private final class Limited implements TradingContext {

        private final TradingContext context;

        Limited(TradingContext context) {
            this.context = context;
        }

        @Override
        public String place(OrderIntent intent) {
            if (context.timeNanos() < startNanos) {
                return refuse(intent, WARM_UP, "the run has not begun: this bar is of the past");
            }
            String rule = ledger.refusal(intent, context.timeNanos());
            if (rule.isEmpty()) {
                String id = context.place(intent);
                ledger.placed(id, intent, context.timeNanos());
                return id;
            }
            context.log("An order to " + (intent.side() == Side.BUY ? "buy " : "sell ")
                    + RunLedger.shown(intent.quantity()) + " of " + intent.symbol() + " was refused: " + rule);
            return refuse(intent, "run_limit", rule);
        }

        private String refuse(OrderIntent intent, String code, String rule) {
            String id = "refused-" + ++refused;
            refusals.add(new OrderUpdate(
                    id, intent.symbol(), intent.side(), context.timeNanos(), OrderStatus.REJECTED, 0, 0, code, rule));
            return id;
        }

        @Override
        public long timeNanos() {
            return context.timeNanos();
        }

        @Override
        public MarketRules market(String symbol) {
            return context.market(symbol);
        }

        @Override
        public Balance balance(String asset) {
            return context.balance(asset);
        }

        @Override
        public List<OpenOrder> openOrders(String symbol) {
            return context.openOrders(symbol);
        }

        @Override
        public void cancel(String clientOrderId) {
            context.cancel(clientOrderId);
        }

        @Override
        public void cancelAll(String symbol) {
            context.cancelAll(symbol);
        }

        @Override
        public double random() {
            return context.random();
        }

        @Override
        public void log(String line) {
            context.log(line);
        }

        @Override
        public void plot(String name, double value) {
            context.plot(name, value);
        }
    }
}
