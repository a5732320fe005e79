package com.flowex.backtest.fill;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;

/** Recorded order that rests in the exchange. */
final class FlowOrder {

    final long number;
    final OrderId order;
    final AccountId account;
    final Side side;
    final long price;

    /** Whole quantity in the exchange, the filled part included. */
    long quantity;

    /** Open quantity in the exchange. */
    long remaining;

    /** Open quantity in the recording; less than {@link #remaining} where the strategy traded in its place. */
    long recorded;

    FlowOrder(long number, OrderId order, AccountId account, Side side, long price) {
        this.number = number;
        this.order = order;
        this.account = account;
        this.side = side;
        this.price = price;
    }
}
