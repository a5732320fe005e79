package com.flowex.engine.match;

import com.flowex.domain.order.Side;
import com.flowex.engine.book.Orders;
import com.flowex.engine.market.Market;
import com.flowex.engine.risk.PositionLimits;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.SaturatingMath;
import java.util.Arrays;

/**
 * Bids that one plan trades with, summed up by customer, where a market or an account has a limit of positions. They count
 * with their whole open quantity, so the limit holds with any part of them traded. A trade of a customer with itself brings
 * it nothing, so its own bids do not count.
 */
final class PlannedBids {

    private final ExchangeState state;
    private final Orders orders;
    private final PositionLimits limits;
    private boolean areBounded;
    private int taker;

    private int[] customers = new int[8];
    private long[] units = new long[8];
    private int count;

    PlannedBids(ExchangeState state, PositionLimits limits) {
        this.state = state;
        this.orders = state.open.orders;
        this.limits = limits;
    }

    /** Begins the plan of an order of an account. */
    void begin(Market market, Side side, int account) {
        areBounded = side == Side.SELL && limits.boundFillsOf(market);
        if (areBounded) {
            taker = state.accounts.main(account);
            count = 0;
        }
    }

    /** Adds a resting order, or returns false if it would lead its customer above a limit. */
    boolean add(Market market, int slot) {
        if (!areBounded) {
            return true;
        }
        int customer = state.accounts.main(state.open.account(slot));
        if (customer == taker) {
            return true;
        }
        int place = placeOf(customer);
        if (limits.areExceededByFilling(market, slot, units[place])) {
            return false;
        }
        units[place] = SaturatingMath.sum(units[place], orders.remaining(slot));
        return true;
    }

    private int placeOf(int customer) {
        for (int place = 0; place < count; place++) {
            if (customers[place] == customer) {
                return place;
            }
        }
        if (count == customers.length) {
            customers = Arrays.copyOf(customers, count * 2);
            units = Arrays.copyOf(units, count * 2);
        }
        customers[count] = customer;
        units[count] = 0;
        return count++;
    }
}
