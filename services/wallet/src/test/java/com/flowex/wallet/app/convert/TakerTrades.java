package com.flowex.wallet.app.convert;

import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.value.OrderId;
import com.flowex.protocol.event.EventBatch;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Sums trades of takers, as the view of orders does. */
public final class TakerTrades implements BatchConsumer {

    private static final OrderExecutions.Execution NOTHING = new OrderExecutions.Execution(0, 0, 0);

    private final Map<Long, OrderExecutions.Execution> traded = new ConcurrentHashMap<>();

    /** The trades of an order so far. */
    public OrderExecutions.Execution of(OrderId order) {
        return traded.getOrDefault(order.value(), NOTHING);
    }

    @Override
    public void on(EventBatch batch, long endPosition) {
        for (Event event : batch.events()) {
            if (event instanceof TradeExecuted trade) {
                traded.merge(
                        trade.taker().order().value(),
                        new OrderExecutions.Execution(
                                trade.quantity().units(),
                                trade.quote().units(),
                                trade.taker().fee().units()),
                        (a, b) -> new OrderExecutions.Execution(
                                a.quantityUnits() + b.quantityUnits(),
                                a.quoteUnits() + b.quoteUnits(),
                                a.feeUnits() + b.feeUnits()));
            }
        }
    }

    @Override
    public void idle() {}

    @Override
    public void stopped(Throwable why) {}
}
