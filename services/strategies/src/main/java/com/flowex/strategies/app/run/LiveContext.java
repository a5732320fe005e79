package com.flowex.strategies.app.run;

import com.flowex.backtest.run.IntentTranslator;
import com.flowex.backtest.run.IntentTranslator.RefusedIntentException;
import com.flowex.backtest.venue.VenueMarket;
import com.flowex.domain.RejectReason;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.Decimals;
import com.flowex.strategies.app.run.OwnerEvents.OwnerBalance;
import com.flowex.strategy.StrategyException;
import com.flowex.strategy.TradingContext;
import com.flowex.strategy.order.Balance;
import com.flowex.strategy.order.MarketRules;
import com.flowex.strategy.order.OpenOrder;
import com.flowex.strategy.order.OrderIntent;
import com.flowex.strategy.order.OrderStatus;
import com.flowex.strategy.order.OrderType;
import com.flowex.strategy.order.OrderUpdate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * View of a live run for its strategy. It collects what a callback does; the run commits that and then sends it. All
 * answers follow from the run's inputs alone, so that a replay of the inputs gives them again.
 */
final class LiveContext implements TradingContext {

    /** Code of a refusal of an order that answers an old input. */
    static final String LATE = "late";

    /** Bits of the number of an order within a client order id. */
    private static final int NUMBER_BITS = 20;

    /** Highest number of orders of a run. */
    static final long ORDERS_MAX = (1 << NUMBER_BITS) - 2;

    private static final int ORDERS_PER_STEP_MAX = 100;
    private static final int LINES_PER_STEP_MAX = 50;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Mark of runs in the ids of their orders. */
    private static final long MARK = 0x5A1;

    private final long run;
    private final Map<String, VenueMarket> markets = new LinkedHashMap<>();
    private final AccountId account;
    private final Map<String, Asset> assets;
    private final Map<Integer, OwnerBalance> balances = new HashMap<>();
    private final SplittableRandom random;
    private final Map<String, LiveOrder> open = new LinkedHashMap<>();
    private final List<LiveOrder> placed = new ArrayList<>();
    private final List<LiveOrder> refused = new ArrayList<>();
    private final List<String> cancels = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final List<OrderUpdate> updates = new ArrayList<>();
    private long orders;
    private int ordersOfStep;
    private long timeNanos;
    private boolean isLate;

    /** @param assets assets of the markets by code */
    LiveContext(long run, AccountId account, List<VenueMarket> markets, Map<String, Asset> assets, long seed) {
        this.run = run;
        this.account = account;
        this.assets = assets;
        this.random = new SplittableRandom(seed);
        for (VenueMarket market : markets) {
            this.markets.put(market.symbol(), market);
        }
    }

    /** Begins a step. */
    void begin(long nanos, boolean late) {
        timeNanos = Math.max(timeNanos, nanos);
        isLate = late;
        ordersOfStep = 0;
        placed.clear();
        refused.clear();
        cancels.clear();
        lines.clear();
        updates.clear();
    }

    /** Takes the balances at the start. */
    void start(RunDocuments.Start start) {
        start.totals().forEach((code, total) -> {
            Asset asset = assets.get(code);
            if (asset != null) {
                String held = start.held().getOrDefault(code, "0");
                balance(asset.id().value(), new OwnerBalance(units(total, asset), units(held, asset)));
            }
        });
    }

    private static long units(String text, Asset asset) {
        if (Decimals.parse(text, asset.scale()) instanceof Decimals.Parsed.Units(long units)) {
            return units;
        }
        throw new IllegalStateException("a balance is stored as an exact decimal, not as " + text);
    }

    void balance(int asset, OwnerBalance balance) {
        balances.put(asset, balance);
    }

    OwnerBalance balance(int asset) {
        return balances.getOrDefault(asset, new OwnerBalance(0, 0));
    }

    /** Returns the orders that have not ended, by client order id. */
    Map<String, LiveOrder> open() {
        return open;
    }

    /** Orders that the step has placed. */
    List<LiveOrder> placed() {
        return placed;
    }

    /** Orders that the step has refused. */
    List<LiveOrder> refused() {
        return refused;
    }

    /** Ids of orders that the step cancels. */
    List<String> cancels() {
        return cancels;
    }

    List<String> lines() {
        return lines;
    }

    /** Number of orders so far. */
    long orders() {
        return orders;
    }

    /** Returns the updates of orders that the strategy has not received yet, and forgets them. */
    List<OrderUpdate> takeUpdates() {
        List<OrderUpdate> orderUpdates = List.copyOf(updates);
        updates.clear();
        return orderUpdates;
    }

    /** Takes back all that the step has placed, because its callback failed. */
    void discard() {
        placed.forEach(each -> open.remove(each.id));
        placed.clear();
        cancels.clear();
    }

    @Override
    public long timeNanos() {
        return timeNanos;
    }

    private VenueMarket known(String symbol) {
        VenueMarket market = markets.get(symbol);
        if (market == null) {
            throw new IllegalArgumentException("the run has no market " + symbol);
        }
        return market;
    }

    @Override
    public MarketRules market(String symbol) {
        return known(symbol).strategyRules();
    }

    @Override
    public Balance balance(String code) {
        Asset asset = assets.get(code);
        if (asset == null) {
            return Balance.ZERO;
        }
        OwnerBalance units = balance(asset.id().value());
        double perWhole = asset.scale().unitsPerWhole();
        return new Balance(units.totalUnits() / perWhole, (units.totalUnits() - units.heldUnits()) / perWhole);
    }

    @Override
    public List<OpenOrder> openOrders(String symbol) {
        known(symbol);
        List<OpenOrder> all = new ArrayList<>();
        for (LiveOrder order : open.values()) {
            OrderIntent intent = order.intent;
            if (intent != null && order.isAccepted() && order.market.symbol().equals(symbol)) {
                all.add(order.open(intent));
            }
        }
        return all;
    }

    private String nextId() {
        return ClientOrderId.dated(timeNanos / NANOS_PER_MILLI, MARK, run << NUMBER_BITS | ++orders)
                .toString();
    }

    @Override
    public String place(OrderIntent intent) {
        String id = nextId();
        VenueMarket market = markets.get(intent.symbol());
        if (market == null) {
            return refused(
                    id,
                    intent,
                    RejectReason.UNKNOWN_INSTRUMENT.code(),
                    "symbol is a market of the run, was " + intent.symbol());
        }
        if (++ordersOfStep > ORDERS_PER_STEP_MAX || orders > ORDERS_MAX) {
            return refused(
                    id,
                    intent,
                    "too_many_orders",
                    "a step places at most " + ORDERS_PER_STEP_MAX + " orders, and a run " + ORDERS_MAX);
        }
        IntentTranslator translator = new IntentTranslator(market, account);
        long quantity = 0;
        try {
            quantity = translator.quantity(intent);
            var numbers = new LiveOrder.Numbers(timeNanos, quantity, translator.limit(intent.type()));
            LiveOrder order = new LiveOrder(orders, id, market, intent, numbers);
            if (isLate) {
                return ended(order, LATE, "the data that it answers was too old when the run took it");
            }
            boolean isPair = intent.type() instanceof OrderType.OneCancelsOther;
            String stopId = isPair ? nextId() : id;
            order.requests = translator.requests(intent, ClientOrderId.of(id), ClientOrderId.of(stopId));
            add(order);
            if (order.requests.size() > 1) {
                add(new LiveOrder(orders, stopId, market, intent, numbers));
            }
            return id;
        } catch (RefusedIntentException e) {
            var numbers = new LiveOrder.Numbers(timeNanos, quantity, 0);
            return ended(new LiveOrder(orders, id, market, intent, numbers), e.code(), String.valueOf(e.getMessage()));
        }
    }

    private void add(LiveOrder order) {
        open.put(order.id, order);
        placed.add(order);
    }

    private String ended(LiveOrder order, String code, String text) {
        order.ended(OrderStatus.REJECTED, code, text);
        refused.add(order);
        updates.add(order.update(timeNanos));
        return order.id;
    }

    /** Refuses an order that has no row, or the rows would have no bound. */
    private String refused(String id, OrderIntent intent, String code, String text) {
        updates.add(
                new OrderUpdate(id, intent.symbol(), intent.side(), timeNanos, OrderStatus.REJECTED, 0, 0, code, text));
        return id;
    }

    @Override
    public void cancel(String clientOrderId) {
        if (open.containsKey(clientOrderId)) {
            cancels.add(clientOrderId);
        }
    }

    @Override
    public void cancelAll(String symbol) {
        known(symbol);
        open.values().stream()
                .filter(order -> order.market.symbol().equals(symbol))
                .forEach(order -> cancels.add(order.id));
    }

    @Override
    public double random() {
        return random.nextDouble();
    }

    @Override
    public void log(String line) {
        if (lines.size() < LINES_PER_STEP_MAX) {
            lines.add(line.length() > LOG_LINE_MAX ? line.substring(0, LOG_LINE_MAX) : line);
        }
    }

    /** Drops the point: a live run has no plots. */
    @Override
    public void plot(String name, double value) {
        // The page draws the market and the fills of a live run.
    }

    /** Callbacks of one input of a live run. Each is followed by the refusals of the orders that it placed. */
    static final class Callbacks {

        private final @Nullable RunGuard strategy;
        private final LiveContext context;
        private final List<Consumer<RunGuard>> callbacks = new ArrayList<>();

        /** @param strategy null in a run that stops: nothing is called */
        Callbacks(@Nullable RunGuard strategy, LiveContext context) {
            this.strategy = strategy;
            this.context = context;
        }

        void add(Consumer<RunGuard> callback) {
            callbacks.add(callback);
        }

        /**
         * Calls the strategy. If it fails, the input is committed all the same, and the orders of the step are not.
         *
         * @return why the strategy failed; empty if it did not
         */
        Optional<String> call() {
            RunGuard called = strategy;
            if (called == null) {
                return Optional.empty();
            }
            try {
                for (Consumer<RunGuard> each : callbacks) {
                    each.accept(called);
                    deliverUpdates(called);
                }
                return Optional.empty();
            } catch (StrategyException e) {
                context.discard();
                return Optional.of(e.code() + ": " + e.getMessage() + (e.line() > 0 ? " (line " + e.line() + ")" : ""));
            } catch (RuntimeException | StackOverflowError e) {
                context.discard();
                return Optional.of("strategy_error: " + e);
            }
        }

        /** Delivers the refusals of orders that a callback placed; the guard bounds how often a strategy answers them. */
        private void deliverUpdates(RunGuard called) {
            for (List<OrderUpdate> next = context.takeUpdates(); !next.isEmpty(); next = context.takeUpdates()) {
                next.forEach(update -> called.onOrder(context, update));
            }
        }
    }
}
