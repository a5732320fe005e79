package com.flowex.launcher.demo;

import com.flowex.cluster.client.Outcome;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.OrderTerms;
import com.flowex.domain.Price;
import com.flowex.domain.Quantity;
import com.flowex.domain.RejectReason;
import com.flowex.domain.Side;
import com.flowex.domain.TimeInForce;
import com.flowex.domain.command.PlaceOrder;

/** Trades against whoever quotes, makers and customers alike: immediate-or-cancel, at most 1 % from the fair price. */
final class Taker {

    private static final long REACH_DIVISOR = 100;

    private final Desk desk;
    private final Treasury treasury;
    private final DemoInstrument market;

    Taker(Desk desk, Treasury treasury, DemoInstrument market) {
        this.desk = desk;
        this.treasury = treasury;
        this.market = market;
    }

    void take(long fairUnits, Script.Take take) {
        long reach = fairUnits / REACH_DIVISOR;
        long price = take.side() == Side.BUY ? fairUnits + reach : fairUnits - reach;
        OrderTerms terms = new OrderTerms.Limit(new Price(price), TimeInForce.IOC, false);
        Outcome outcome = desk.send(
                market.taker(),
                new PlaceOrder(new OrderRequest(
                        market.taker(),
                        desk.nextId(),
                        market.instrument(),
                        take.side(),
                        new Quantity(take.quantityUnits()),
                        terms)));
        if (outcome instanceof Outcome.Rejected(RejectReason reason, long _)
                && reason == RejectReason.INSUFFICIENT_FUNDS) {
            treasury.help(market.taker(), take.side() == Side.BUY ? market.quote() : market.base());
        }
    }
}
