package com.flowex.launcher.demo;

import com.flowex.desk.CommandResult;
import com.flowex.desk.PlacementOutcome;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.OrderTerms;
import com.flowex.domain.Price;
import com.flowex.domain.Quantity;
import com.flowex.domain.Side;
import com.flowex.domain.TimeInForce;
import com.flowex.ground.refusal.Refusal;
import com.flowex.ground.refusal.RefusalCode;

/**
 * Taker that trades against the best quotes, of makers and customers alike: immediate-or-cancel, at most 1 % from the
 * fair price.
 */
final class DemoTaker {

    private static final long REACH_DIVISOR = 100;

    private final DemoThrottle sluice;
    private final Treasury treasury;
    private final DemoInstrument market;

    DemoTaker(DemoThrottle sluice, Treasury treasury, DemoInstrument market) {
        this.sluice = sluice;
        this.treasury = treasury;
        this.market = market;
    }

    void take(long fairUnits, PriceModel.Take take) {
        long reach = fairUnits / REACH_DIVISOR;
        long price = take.side() == Side.BUY ? fairUnits + reach : fairUnits - reach;
        OrderTerms terms = new OrderTerms.Limit(new Price(price), TimeInForce.IOC, false);
        CommandResult<PlacementOutcome> ruling = sluice.place(new OrderRequest(
                market.taker(),
                sluice.nextId(),
                market.instrument(),
                take.side(),
                new Quantity(take.quantityUnits()),
                terms));
        if (ruling instanceof CommandResult.Refused<PlacementOutcome>(Refusal why, boolean _)
                && why.code() == RefusalCode.INSUFFICIENT_FUNDS) {
            treasury.help(market.taker(), take.side() == Side.BUY ? market.quote() : market.base());
        }
    }
}
