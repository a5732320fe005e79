package com.flowex.app.demo;

import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;

/**
 * Example for surveillance: once a start, a demo user lays sell orders above the market, buys below them and takes them
 * out unfilled. Surveillance finds this as layering after the minute in which such a party must be quiet.
 */
final class DemoLayerer {

    /** Steps until the makers quote. */
    private static final int FIRST_STEP = 20;

    private static final int LAYERS = 5;

    /** Distance of the first layer from the fair price in millionths: no taker of the demo reaches so far. */
    private static final long FIRST_DISTANCE = 12_000;

    private static final long BETWEEN = 1_500;

    /** Highest price of the purchase over the fair price, millionths. */
    private static final long REACH = 5_000;

    private static final long MILLION = 1_000_000;

    private final DemoThrottle throttle;
    private final DemoInstrument market;
    private final AccountId account;
    private int steps;

    DemoLayerer(DemoThrottle throttle, DemoInstrument market, AccountId account) {
        this.throttle = throttle;
        this.market = market;
        this.account = account;
    }

    /** Counts a step of the demo; at one of them it acts. After a failure it begins anew. */
    void step(long fairUnits) {
        if (++steps == FIRST_STEP) {
            steps = 0;
            act(fairUnits);
            steps = FIRST_STEP;
        }
    }

    private void act(long fairUnits) {
        throttle.cancelAll(account);
        long layer = market.quoteQuantityUnits() * 2;
        for (int i = 0; i < LAYERS; i++) {
            place(Side.SELL, fairUnits + away(fairUnits, FIRST_DISTANCE + i * BETWEEN), layer, TimeInForce.GTC);
        }
        place(Side.BUY, fairUnits + away(fairUnits, REACH), market.quoteQuantityUnits() / 2, TimeInForce.IOC);
        throttle.cancelAll(account);
    }

    private static long away(long fairUnits, long millionths) {
        return Math.ceilDiv(fairUnits * millionths, MILLION);
    }

    private void place(Side side, long price, long quantity, TimeInForce end) {
        OrderTerms terms = new OrderTerms.Limit(new Price(price), end, false);
        var _ = throttle.place(
                new OrderRequest(account, throttle.nextId(), market.instrument(), side, new Quantity(quantity), terms));
    }
}
