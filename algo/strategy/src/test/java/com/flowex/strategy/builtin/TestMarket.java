package com.flowex.strategy.builtin;

import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.strategy.Strategy;
import com.flowex.strategy.TradingContext;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.BarInterval;
import com.flowex.strategy.data.BookDepth;
import com.flowex.strategy.data.BookDepth.Level;
import com.flowex.strategy.data.DataRequest;
import com.flowex.strategy.order.Balance;
import com.flowex.strategy.order.MarketRules;
import com.flowex.strategy.order.OpenOrder;
import com.flowex.strategy.order.OrderIntent;
import com.flowex.strategy.order.OrderStatus;
import com.flowex.strategy.order.OrderType;
import com.flowex.strategy.order.OrderUpdate;
import com.flowex.strategy.order.OwnFill;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Market of bars for tests of rules alone. Orders meet the next bar: market orders and limits within it at its open,
 * resting limits at their own price when the bar reaches it.
 */
final class TestMarket implements TradingContext {

    static final double FEE = 0.001;
    static final BarInterval HOUR = BarInterval.parse("1h");

    private record SentOrder(String id, OrderIntent intent) {}

    private final Map<String, Double> balances = new TreeMap<>(Map.of("USD", 10_000.0));
    private final Map<String, SentOrder> open = new TreeMap<>();
    private final Map<String, List<Double>> plots = new HashMap<>();
    private final List<String> canceled = new ArrayList<>();
    private long now;
    private double bidOfOthers = 0.9999;
    private int ids;

    final List<OwnFill> fills = new ArrayList<>();
    final List<OrderUpdate> refused = new ArrayList<>();
    final List<OrderIntent> sent = new ArrayList<>();
    final List<String> lines = new ArrayList<>();

    TestMarket with(String asset, double balance) {
        balances.put(asset, balance);
        return this;
    }

    /** Lets the best bid of the others stand at this multiple of the close. */
    TestMarket withBidAt(double multiple) {
        bidOfOthers = multiple;
        return this;
    }

    /** Runs a strategy over closes of one market; each bar opens at the close before and has a volume of 100. */
    TestMarket run(Strategy strategy, double... closes) {
        return run(strategy, Map.of("A-USD", closes));
    }

    TestMarket run(Strategy strategy, Map<String, double[]> closes) {
        List<String> symbols = closes.keySet().stream().sorted().toList();
        List<DataRequest> requests = strategy.subscriptions(symbols);
        strategy.onStart(this);
        int bars = closes.values().iterator().next().length;
        for (int i = 0; i < bars; i++) {
            for (String symbol : symbols) {
                double[] path = Objects.requireNonNull(closes.get(symbol));
                Bar bar = bar(symbol, i, path[Math.max(0, i - 1)], path[i]);
                now = bar.closeNanos();
                trade(strategy, bar);
                deliver(strategy, requests, bar);
            }
        }
        strategy.onStop(this);
        return this;
    }

    private static Bar bar(String symbol, int number, double open, double close) {
        double high = Math.max(open, close);
        double low = Math.min(open, close);
        return new Bar(symbol, HOUR, number * HOUR.nanos(), open, high, low, close, 100);
    }

    private void deliver(Strategy strategy, List<DataRequest> requests, Bar bar) {
        for (DataRequest request : requests) {
            if (request.symbol().equals(bar.symbol())) {
                if (request instanceof DataRequest.Depth) {
                    strategy.onDepth(this, depth(bar));
                } else {
                    strategy.onBar(this, bar);
                }
            }
        }
    }

    /** Returns the book of others around the close, and own orders of before. */
    private BookDepth depth(Bar bar) {
        List<Level> bids = new ArrayList<>(List.of(new Level(bar.close() * bidOfOthers, 1)));
        List<Level> asks = new ArrayList<>(List.of(new Level(bar.close() * 1.0001, 1)));
        for (SentOrder order : open.values()) {
            if (order.intent().type() instanceof OrderType.Limit limit) {
                Level own = new Level(limit.price(), order.intent().quantity());
                (order.intent().side() == Side.BUY ? bids : asks).add(own);
            }
        }
        bids.sort(Comparator.comparingDouble(Level::price).reversed());
        asks.sort(Comparator.comparingDouble(Level::price));
        return new BookDepth(bar.symbol(), now, bids, asks);
    }

    private void trade(Strategy strategy, Bar bar) {
        for (String id : List.copyOf(canceled)) {
            SentOrder order = open.get(id);
            if (order != null && order.intent().symbol().equals(bar.symbol())) {
                end(strategy, order, 0, OrderStatus.CANCELED, "");
            }
        }
        for (SentOrder order : List.copyOf(open.values())) {
            if (order.intent().symbol().equals(bar.symbol())) {
                meet(strategy, order, bar);
            }
        }
    }

    private void meet(Strategy strategy, SentOrder order, Bar bar) {
        OrderIntent intent = order.intent();
        boolean isBuy = intent.side() == Side.BUY;
        double price = bar.open();
        if (intent.type() instanceof OrderType.Limit limit) {
            boolean isWithin = isBuy ? bar.open() <= limit.price() : bar.open() >= limit.price();
            boolean isReached = isBuy ? bar.low() <= limit.price() : bar.high() >= limit.price();
            if (limit.timeInForce() == TimeInForce.IOC && !isWithin) {
                end(strategy, order, 0, OrderStatus.EXPIRED, "");
                return;
            }
            if (!isReached) {
                return;
            }
            price = isWithin && !limit.postOnly() ? bar.open() : limit.price();
        }
        MarketRules rules = market(intent.symbol());
        double lots = intent.quantity() / rules.lot();
        String broken = Math.abs(lots - Math.rint(lots)) > 1e-6
                ? "lot"
                : intent.quantity() < rules.quantityMin() - 1e-9
                        ? "quantity_min"
                        : intent.quantity() * price * 1.05 < rules.notionalMin()
                                ? "notional_min"
                                : total(isBuy ? rules.quote() : rules.base())
                                                < (isBuy ? intent.quantity() * price : intent.quantity()) - 1e-9
                                        ? "insufficient_funds"
                                        : "";
        if (!broken.isEmpty()) {
            end(strategy, order, 0, OrderStatus.REJECTED, broken);
            return;
        }
        fill(strategy, order, rules, price);
    }

    private void fill(Strategy strategy, SentOrder order, MarketRules rules, double price) {
        OrderIntent intent = order.intent();
        boolean isBuy = intent.side() == Side.BUY;
        double value = intent.quantity() * price;
        double received = isBuy ? intent.quantity() : value;
        balances.merge(rules.base(), isBuy ? received * (1 - FEE) : -intent.quantity(), Double::sum);
        balances.merge(rules.quote(), isBuy ? -value : received * (1 - FEE), Double::sum);
        OwnFill fill = new OwnFill(
                order.id(),
                intent.symbol(),
                intent.side(),
                now,
                price,
                intent.quantity(),
                received * FEE,
                isBuy ? rules.base() : rules.quote(),
                false);
        fills.add(fill);
        strategy.onFill(this, fill);
        end(strategy, order, intent.quantity(), OrderStatus.FILLED, "");
    }

    private void end(Strategy strategy, SentOrder order, double filled, OrderStatus status, String reason) {
        open.remove(order.id());
        canceled.remove(order.id());
        OrderIntent intent = order.intent();
        OrderUpdate update =
                new OrderUpdate(order.id(), intent.symbol(), intent.side(), now, status, filled, 0, reason, "");
        if (status == OrderStatus.REJECTED) {
            refused.add(update);
        }
        strategy.onOrder(this, update);
    }

    private double total(String asset) {
        return balances.getOrDefault(asset, 0.0);
    }

    List<Double> plotted(String name) {
        return plots.getOrDefault(name, List.of());
    }

    double equity(double price) {
        return total("USD") + total("A") * price;
    }

    @Override
    public long timeNanos() {
        return now;
    }

    @Override
    public MarketRules market(String symbol) {
        String[] assets = symbol.split("-", -1);
        return new MarketRules(symbol, assets[0], assets[1], 0.01, 0.001, 0.002, 1e6, 5, FEE, FEE);
    }

    @Override
    public Balance balance(String asset) {
        double held = 0;
        for (SentOrder order : open.values()) {
            MarketRules rules = market(order.intent().symbol());
            boolean isBuy = order.intent().side() == Side.BUY;
            if (asset.equals(isBuy ? rules.quote() : rules.base())) {
                double price = order.intent().type() instanceof OrderType.Limit limit ? limit.price() : 0;
                held += order.intent().quantity() * (isBuy ? price : 1);
            }
        }
        return new Balance(total(asset), Math.max(0, total(asset) - held));
    }

    @Override
    public List<OpenOrder> openOrders(String symbol) {
        return open.values().stream()
                .filter(order -> order.intent().symbol().equals(symbol))
                .map(order -> new OpenOrder(
                        order.id(), order.intent(), 0, order.intent().quantity()))
                .toList();
    }

    @Override
    public String place(OrderIntent intent) {
        String id = String.format(Locale.ROOT, "o%06d", ids++);
        sent.add(intent);
        open.put(id, new SentOrder(id, intent));
        return id;
    }

    @Override
    public void cancel(String clientOrderId) {
        canceled.add(clientOrderId);
    }

    @Override
    public void cancelAll(String symbol) {
        openOrders(symbol).forEach(order -> cancel(order.clientOrderId()));
    }

    @Override
    public double random() {
        return 0.5;
    }

    @Override
    public void log(String line) {
        lines.add(line);
    }

    @Override
    public void plot(String name, double value) {
        plots.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }
}
