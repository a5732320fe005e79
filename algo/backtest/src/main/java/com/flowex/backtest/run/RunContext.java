package com.flowex.backtest.run;

import com.flowex.backtest.fill.Arrival;
import com.flowex.backtest.result.LogLine;
import com.flowex.backtest.result.PlotPoint;
import com.flowex.backtest.run.IntentTranslator.RefusedIntentException;
import com.flowex.backtest.setup.Latency;
import com.flowex.backtest.setup.RunLimits;
import com.flowex.backtest.venue.RunVenue;
import com.flowex.backtest.venue.VenueMarket;
import com.flowex.domain.RejectReason;
import com.flowex.domain.command.Command;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.strategy.TradingContext;
import com.flowex.strategy.order.Balance;
import com.flowex.strategy.order.MarketRules;
import com.flowex.strategy.order.OpenOrder;
import com.flowex.strategy.order.OrderIntent;
import com.flowex.strategy.order.OrderType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The strategy's view of its run. */
final class RunContext implements TradingContext {

    /** Code of a refusal of an order above the limits of the run. */
    static final String TOO_MANY_ORDERS = "too_many_orders";

    /** Ending of the client order id of a pair's second order. */
    static final String STOP_SUFFIX = ".stop";

    final List<LogLine> log = new ArrayList<>();
    final Map<String, List<PlotPoint>> plots = new LinkedHashMap<>();
    long ordersRefusedByLimits;
    long logLinesLeftOut;
    long plotPointsLeftOut;
    private final RunCore core;
    private final RunLimits limits;
    private final SplittableRandom random;
    private final SplittableRandom[] jitter;
    private final long[] lastArrivals;
    private final IntentTranslator[] translators;
    private final Map<String, MarketRules> rules = new HashMap<>();
    private final Map<String, OwnOrder> byClientId = new HashMap<>();
    private long orders;
    private int ordersOfCallback;
    private int plotPoints;
    private boolean isStopped;

    RunContext(RunCore core) {
        this.core = core;
        this.limits = core.request.limits();
        this.random = new SplittableRandom(core.request.seed());
        int count = core.states.size();
        this.jitter = new SplittableRandom[count];
        this.lastArrivals = new long[count];
        this.translators = new IntentTranslator[count];
        for (VenueMarket market : core.venue.markets()) {
            // Each market has a sequence of its own, so that a run of several equals runs of each.
            jitter[market.index] = new SplittableRandom(
                    core.request.seed() * 31 + market.symbol().hashCode());
            translators[market.index] = new IntentTranslator(market, RunVenue.ACCOUNT);
            rules.put(market.symbol(), market.strategyRules());
        }
    }

    /** Begins a callback. */
    void begin() {
        ordersOfCallback = 0;
    }

    /** Refuses all orders from here on. */
    void stop() {
        isStopped = true;
    }

    @Override
    public long timeNanos() {
        return core.venue.timeNanos();
    }

    @Override
    public MarketRules market(String symbol) {
        MarketRules known = rules.get(symbol);
        if (known == null) {
            throw new IllegalArgumentException("the run has no market " + symbol);
        }
        return known;
    }

    @Override
    public Balance balance(String code) {
        Asset asset = core.venue.assets().get(code);
        if (asset == null) {
            return Balance.ZERO;
        }
        double perWhole = asset.scale().unitsPerWhole();
        int id = asset.id().value();
        return new Balance(core.balances.total(id) / perWhole, core.balances.available(id) / perWhole);
    }

    @Override
    public List<OpenOrder> openOrders(String symbol) {
        RunMarket state = core.find(symbol);
        if (state == null) {
            throw new IllegalArgumentException("the run has no market " + symbol);
        }
        List<OpenOrder> open = new ArrayList<>(state.open.size());
        for (OwnOrder order : state.open) {
            open.add(order.open(state.market));
        }
        return open;
    }

    @Override
    public String place(OrderIntent intent) {
        String id = core.request.runId() + "-" + ++orders;
        RunMarket state = core.find(intent.symbol());
        OwnOrder order = new OwnOrder(id, intent, timeNanos(), state == null ? null : state.market);
        String refusal = refusalByLimits();
        if (refusal != null) {
            ordersRefusedByLimits++;
            // Above the limits an order leaves no trace but the count, or the result would have no bound.
            core.orders.refuse(order, TOO_MANY_ORDERS, refusal);
            return id;
        }
        core.orders.all.add(order);
        if (isStopped) {
            core.orders.refuse(order, RunLoop.RUN_ENDED, "the run has ended, an order can no longer trade");
        } else if (state == null) {
            core.orders.refuse(
                    order,
                    RejectReason.UNKNOWN_INSTRUMENT.code(),
                    "symbol is a market of the run, was " + intent.symbol());
        } else {
            place(state, order);
        }
        return id;
    }

    private @Nullable String refusalByLimits() {
        if (++ordersOfCallback > limits.ordersPerCallbackMax()) {
            return "a callback places at most " + limits.ordersPerCallbackMax() + " orders";
        }
        return orders > limits.ordersMax() ? "a run places at most " + limits.ordersMax() + " orders" : null;
    }

    private void place(RunMarket state, OwnOrder order) {
        IntentTranslator translator = translators[state.market.index];
        try {
            order.quantityUnits = translator.quantity(order.intent);
            order.limitUnits = translator.limit(order.intent.type());
            String stopId = order.clientOrderId + STOP_SUFFIX;
            Command command =
                    translator.command(order.intent, ClientOrderId.of(order.clientOrderId), ClientOrderId.of(stopId));
            OwnOrder stop = null;
            if (order.intent.type() instanceof OrderType.OneCancelsOther) {
                stop = new OwnOrder(stopId, order.intent, order.signalNanos, state.market);
                stop.quantityUnits = order.quantityUnits;
                core.orders.all.add(stop);
            }
            byClientId.put(order.clientOrderId, order);
            Arrival arrival = arrival(state, order);
            state.request(new Request.Place(arrival, order, stop, command));
        } catch (RefusedIntentException e) {
            core.orders.refuse(order, e.code(), String.valueOf(e.getMessage()));
        }
    }

    private Arrival arrival(RunMarket state, @Nullable OwnOrder order) {
        Latency latency = core.request.latency();
        int index = state.market.index;
        long jitterNanos = latency.jitterNanos() == 0 ? 0 : jitter[index].nextLong(latency.jitterNanos() + 1);
        long arrival = Math.max(lastArrivals[index], timeNanos() + latency.fixedNanos() + jitterNanos);
        lastArrivals[index] = arrival;
        return order == null
                ? new Arrival(state.requestCount(), arrival, null, 0, false)
                : new Arrival(
                        state.requestCount(), arrival, order.side(), order.quantityUnits, isConditional(order.intent));
    }

    private static boolean isConditional(OrderIntent intent) {
        return switch (intent.type()) {
            case OrderType.StopLoss _, OrderType.TakeProfit _, OrderType.TrailingStop _, OrderType.OneCancelsOther _ ->
                true;
            case OrderType.Market _, OrderType.Limit _, OrderType.Twap _ -> false;
        };
    }

    @Override
    public void cancel(String clientOrderId) {
        OwnOrder order = byClientId.get(clientOrderId);
        if (order != null && order.market != null && !order.status.isFinal()) {
            RunMarket state = core.states.get(order.market.index);
            state.request(new Request.Cancel(arrival(state, null), order));
        }
    }

    @Override
    public void cancelAll(String symbol) {
        RunMarket state = core.find(symbol);
        if (state == null) {
            throw new IllegalArgumentException("the run has no market " + symbol);
        }
        state.request(new Request.CancelAll(arrival(state, null)));
    }

    @Override
    public double random() {
        return random.nextDouble();
    }

    @Override
    public void log(String line) {
        if (log.size() == limits.logLinesMax()) {
            logLinesLeftOut++;
            return;
        }
        log.add(new LogLine(timeNanos(), line.length() > LOG_LINE_MAX ? line.substring(0, LOG_LINE_MAX) : line));
    }

    @Override
    public void plot(String name, double value) {
        if (!Double.isFinite(value) || plotPoints == limits.plotPointsMax()) {
            plotPointsLeftOut++;
            return;
        }
        plotPoints++;
        plots.computeIfAbsent(name, plot -> new ArrayList<>()).add(new PlotPoint(timeNanos(), value));
    }
}
