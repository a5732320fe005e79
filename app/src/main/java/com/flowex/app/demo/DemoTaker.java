package com.flowex.app.demo;

import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.orderentry.CommandResult;
import com.flowex.orderentry.PlacementOutcome;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;

/**
 * Taker that trades against the best quotes, of makers and customers alike: immediate-or-cancel, at most 1 % from the
 * fair price.
 */
final class DemoTaker {

    private static final long REACH_DIVISOR = 100;

    private final DemoThrottle throttle;
    private final Treasury treasury;
    private final DemoInstrument market;

    DemoTaker(DemoThrottle throttle, Treasury treasury, DemoInstrument market) {
        this.throttle = throttle;
        this.treasury = treasury;
        this.market = market;
    }

    void take(long fairUnits, PriceModel.Take take) {
        long reach = fairUnits / REACH_DIVISOR;
        long price = take.side() == Side.BUY ? fairUnits + reach : fairUnits - reach;
        OrderTerms terms = new OrderTerms.Limit(new Price(price), TimeInForce.IOC, false);
        CommandResult<PlacementOutcome> result = throttle.place(new OrderRequest(
                market.taker(),
                throttle.nextId(),
                market.instrument(),
                take.side(),
                new Quantity(take.quantityUnits()),
                terms));
        if (result instanceof CommandResult.Refused<PlacementOutcome>(Refusal why, boolean _)
                && why.code() == RefusalCode.INSUFFICIENT_FUNDS) {
            treasury.help(market.taker(), take.side() == Side.BUY ? market.quote() : market.base());
        }
    }
}
