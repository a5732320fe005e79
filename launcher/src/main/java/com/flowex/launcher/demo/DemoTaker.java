package com.flowex.launcher.demo;

import com.flowex.desk.Placed;
import com.flowex.desk.Ruling;
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

    private final Sluice sluice;
    private final Treasury treasury;
    private final DemoInstrument market;

    DemoTaker(Sluice sluice, Treasury treasury, DemoInstrument market) {
        this.sluice = sluice;
        this.treasury = treasury;
        this.market = market;
    }

    void take(long fairUnits, Script.Take take) {
        long reach = fairUnits / REACH_DIVISOR;
        long price = take.side() == Side.BUY ? fairUnits + reach : fairUnits - reach;
        OrderTerms terms = new OrderTerms.Limit(new Price(price), TimeInForce.IOC, false);
        Ruling<Placed> ruling = sluice.place(new OrderRequest(
                market.taker(),
                sluice.nextId(),
                market.instrument(),
                take.side(),
                new Quantity(take.quantityUnits()),
                terms));
        if (ruling instanceof Ruling.Refused<Placed>(Refusal why, boolean _)
                && why.code() == RefusalCode.INSUFFICIENT_FUNDS) {
            treasury.help(market.taker(), take.side() == Side.BUY ? market.quote() : market.base());
        }
    }
}
