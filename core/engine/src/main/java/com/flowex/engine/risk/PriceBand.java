package com.flowex.engine.risk;

import com.flowex.domain.market.Band;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.Price;
import com.flowex.engine.book.Orders;
import com.flowex.engine.market.Market;
import com.flowex.engine.market.TouchedMarkets;
import com.flowex.engine.state.ExchangeState;

/** The reach of an order: its limit and its market's price band. */
public final class PriceBand {

    /** Worst price of a buy without limit or band. */
    static final long NO_LIMIT = Long.MAX_VALUE;

    private final TouchedMarkets touched;
    private final Orders orders;

    public PriceBand(ExchangeState state) {
        this.touched = state.touched;
        this.orders = state.open.orders;
    }

    /** Returns the worst price at which the band lets an order of this side trade. */
    public long band(Market market, Side side) {
        long reference = market.referencePrice(touched.passage());
        int millionths = market.rules.risk().bandMillionths();
        return side == Side.BUY ? Band.highestBuy(reference, millionths) : Band.lowestSell(reference, millionths);
    }

    /** Returns the worst price at which an order with these terms trades, apart from the band. */
    static long limit(Side side, OrderTerms terms) {
        return switch (terms) {
            case OrderTerms.Limit limit -> limit.price().units();
            case OrderTerms.Twap twap -> twap.limit().units();
            case OrderTerms.Market _, OrderTerms.MarketByQuote _, OrderTerms.Conditional _ ->
                side == Side.BUY ? NO_LIMIT : 0;
        };
    }

    /** Returns the tighter of limit and band. */
    public long tighter(Market market, Side side, OrderTerms terms) {
        long limit = limit(side, terms);
        long band = band(market, side);
        return side == Side.BUY ? Math.min(limit, band) : Math.max(limit, band);
    }

    /** Returns true if a limit price is outside the band on the side on which it would take. */
    public boolean isOutside(Market market, Side side, Price limit) {
        return !crosses(side, band(market, side), limit.units());
    }

    /**
     * Returns true if an order of this side with this worst price trades with a resting order at {@code makerPrice}.
     */
    public static boolean crosses(Side side, long worst, long makerPrice) {
        return side == Side.BUY ? makerPrice <= worst : makerPrice >= worst;
    }

    /** Returns true if an order of this side and worst price would trade with the best order of the other side. */
    public boolean wouldTake(Market market, Side side, long worst) {
        int front = market.book.front(side.opposite());
        return front != Orders.NONE && crosses(side, worst, orders.price(front));
    }
}
