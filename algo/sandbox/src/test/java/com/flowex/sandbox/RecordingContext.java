package com.flowex.sandbox;

import com.flowex.strategy.TradingContext;
import com.flowex.strategy.order.Balance;
import com.flowex.strategy.order.MarketRules;
import com.flowex.strategy.order.OpenOrder;
import com.flowex.strategy.order.OrderIntent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Account of a fake run: it records everything that a strategy does, and when. */
final class RecordingContext implements TradingContext {

    private final List<String> record = new ArrayList<>();
    private final List<OrderIntent> orders = new ArrayList<>();
    private final Random random;
    private long timeNanos;

    RecordingContext(long seed) {
        random = new Random(seed);
    }

    RecordingContext at(long nanos) {
        timeNanos = nanos;
        return this;
    }

    List<String> record() {
        return record;
    }

    List<OrderIntent> orders() {
        return orders;
    }

    private void note(String subject) {
        record.add(timeNanos + " " + subject);
    }

    @Override
    public long timeNanos() {
        return timeNanos;
    }

    @Override
    public MarketRules market(String symbol) {
        return new MarketRules(symbol, "BTC", "USDT", 0.01, 0.001, 0.001, 1_000, 1, 0.001, 0.002);
    }

    @Override
    public Balance balance(String asset) {
        return new Balance(1_000, 900);
    }

    @Override
    public List<OpenOrder> openOrders(String symbol) {
        List<OpenOrder> open = new ArrayList<>();
        for (OrderIntent order : orders) {
            open.add(new OpenOrder("order-" + (open.size() + 1), order, 0, order.quantity()));
        }
        return open;
    }

    @Override
    public String place(OrderIntent intent) {
        orders.add(intent);
        note("place " + intent);
        return "order-" + orders.size();
    }

    @Override
    public void cancel(String clientOrderId) {
        note("cancel " + clientOrderId);
    }

    @Override
    public void cancelAll(String symbol) {
        note("cancel all of " + symbol);
    }

    @Override
    public double random() {
        return random.nextDouble();
    }

    @Override
    public void log(String line) {
        note("log " + line);
    }

    @Override
    public void plot(String name, double value) {
        note("plot " + name + " " + value);
    }
}
