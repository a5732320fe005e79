package com.flowex.engine.oracle;

import com.flowex.domain.event.OrderRevised;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.Amount;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/** Section 6, orders that pay others: what the fills of a working order bring is held for its pending one. */
final class PaidOrders {

    private final World world;
    private final Money money;

    PaidOrders(World world, Money money) {
        this.world = world;
        this.money = money;
    }

    /** The buyer's fill of a trade pays the order that waits for it. */
    void receive(Order maker, Order taker, Money.Fees fees, long units) {
        boolean takerBuys = taker.side() == Side.BUY;
        Order working = takerBuys ? taker : maker;
        Amount fee = takerBuys ? fees.taker() : fees.maker();
        Order pending = working.linked;
        if (pending != null && pending.isPaid) {
            boolean isPaidInBase = fee.asset().equals(working.market.base());
            long net = isPaidInBase ? units - fee.units() : units;
            pending.received = pending.received.add(Money.big(net));
            money.holdNeed(pending);
        }
    }

    /**
     * The turn of a paid order, or of a pair, has come: it is to sell the whole lots of what was held, which is free now.
     *
     * @return false if that is not a lot
     */
    boolean begin(Order first) {
        List<Order> paid =
                Stream.concat(Stream.of(first), Stream.ofNullable(first.other)).toList();
        BigInteger lot = Money.big(first.market.rules().lotUnits());
        long units = first.received.divide(lot).multiply(lot).longValueExact();
        for (Order order : paid) {
            order.isPaid = false;
            order.received = BigInteger.ZERO;
            money.hold(order, BigInteger.ZERO);
        }
        if (units == 0) {
            return false;
        }
        for (Order order : paid) {
            if (order.quantity != units) {
                order.quantity = units;
                order.left = units;
                world.say(new OrderRevised(order.id, order.with(order.terms, units), null));
            }
        }
        return true;
    }
}
