package com.flowex.backtest.result;

import com.flowex.strategy.order.OrderIntent;
import com.flowex.strategy.order.OrderStatus;
import java.util.List;

/**
 * An order of the run with its story.
 *
 * @param intent the strategy's own numbers
 * @param signalNanos time of the callback that placed it
 * @param arrivedNanos time of its arrival at the exchange; 0 if it never arrived
 * @param endedNanos time of its end; 0 if it was open at the end of the run
 * @param status its last state
 * @param quantityUnits exact quantity; 0 if the intent had none
 * @param filledUnits filled quantity
 * @param reason stable code of its refusal or end; empty if there is none
 * @param steps its steps in log time
 * @param fillability facts that explain why it was not filled
 */
public record RunOrder(
        String clientOrderId,
        OrderIntent intent,
        long signalNanos,
        long arrivedNanos,
        long endedNanos,
        OrderStatus status,
        long quantityUnits,
        long filledUnits,
        String reason,
        List<OrderStep> steps,
        Fillability fillability) {

    public RunOrder {
        steps = List.copyOf(steps);
    }

    /** A step of an order: "accepted", "rested", "triggered", "filled 0.5 at 100", "canceled". */
    public record OrderStep(long timeNanos, String text) {}
}
