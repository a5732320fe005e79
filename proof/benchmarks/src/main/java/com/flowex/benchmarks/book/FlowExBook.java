package com.flowex.benchmarks.book;

import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.engine.book.OrderBook;
import com.flowex.engine.book.OrderFlags;
import com.flowex.engine.book.OrderIndex;
import com.flowex.engine.book.OrderPhase;
import com.flowex.engine.book.Orders;

/** The engine's book with its index of orders, without the rest of the engine. */
public final class FlowExBook implements TestedBook {

    private static final int BUY = OrderFlags.of(Side.BUY, OrderPhase.RESTS, SelfTradePrevention.NONE, false);
    private static final int SELL = OrderFlags.of(Side.SELL, OrderPhase.RESTS, SelfTradePrevention.NONE, false);

    private final Orders orders = new Orders();
    private final OrderIndex index = new OrderIndex(orders);
    private final OrderBook book = new OrderBook(orders, 1, Workload.PRICE_MAX);
    private long trades;
    private long digest;

    @Override
    public void run(Workload workload, int from, int to) {
        for (int i = from; i < to; i++) {
            long id = workload.ids[i];
            long size = workload.sizes[i];
            switch (workload.kinds[i]) {
                case Workload.NEW -> place(id, workload.prices[i], size);
                case Workload.IMMEDIATE -> match(workload.prices[i], size);
                case Workload.CANCEL -> remove(index.find(id));
                default -> reduce(index.find(id), size);
            }
        }
    }

    private void place(long id, long price, long size) {
        long open = match(price, size);
        if (open > 0) {
            int slot = orders.take(id, 0, 0, 0, size > 0 ? BUY : SELL);
            orders.set(slot, price, Math.abs(size), open);
            book.rest(slot);
            index.add(id, slot);
        }
    }

    private long match(long price, long size) {
        boolean isBuy = size > 0;
        Side other = isBuy ? Side.SELL : Side.BUY;
        long open = Math.abs(size);
        while (open > 0) {
            int maker = book.front(other);
            if (maker == Orders.NONE) {
                break;
            }
            long makerPrice = orders.price(maker);
            if (isBuy ? makerPrice > price : makerPrice < price) {
                break;
            }
            long remaining = orders.remaining(maker);
            long units = Math.min(open, remaining);
            trades++;
            digest = digest * 31 + orders.id(maker) * 7 + makerPrice * 3 + units;
            open -= units;
            if (units == remaining) {
                remove(maker);
            } else {
                book.fill(maker, units);
            }
        }
        return open;
    }

    private void remove(int slot) {
        if (slot != Orders.NONE) {
            index.remove(orders.id(slot), slot);
            book.remove(slot);
        }
    }

    private void reduce(int slot, long by) {
        if (slot == Orders.NONE) {
            return;
        }
        if (orders.remaining(slot) <= by) {
            remove(slot);
        } else {
            book.reduce(slot, orders.quantity(slot) - by);
        }
    }

    boolean isOpen(long id) {
        return index.find(id) != Orders.NONE;
    }

    @Override
    public long trades() {
        return trades;
    }

    @Override
    public long digest() {
        return digest;
    }

    @Override
    public int open() {
        return orders.open();
    }
}
