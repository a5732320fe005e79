package com.flowex.engine.conditional;

import com.flowex.domain.order.Side;
import com.flowex.domain.order.TriggerSource;

/**
 * Prices that a trigger check uses, all of one moment: in price units, 0 where there is none.
 *
 * @param last price of the market's last trade
 * @param ask best price of a sell in the book
 * @param bid best price of a buy in the book
 */
public record TriggerPrices(long last, long ask, long bid) {

    /** Returns the price that an order of this side watches, 0 if there is none. */
    public long of(TriggerSource source, Side side) {
        return switch (source) {
            case LAST_TRADE -> last;
            case BEST_PRICE -> side == Side.BUY ? ask : bid;
        };
    }
}
