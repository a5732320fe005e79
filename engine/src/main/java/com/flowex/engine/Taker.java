package com.flowex.engine;

import com.flowex.domain.AccountId;
import com.flowex.domain.OrderId;
import com.flowex.domain.OrderTerms;
import com.flowex.domain.SelfTradePrevention;
import com.flowex.domain.Side;
import com.flowex.engine.desk.Desks;
import com.flowex.engine.ids.ClientOrderIds;

/** An order on its way through the book. One object is used again and again: nothing is made for an order but its events. */
final class Taker {

    OrderId id = new OrderId(1);
    AccountId account = AccountId.outsideOf(1);
    int desk = Desks.NONE;

    /** Of its client order id. */
    int entry = ClientOrderIds.UNKNOWN;

    Side side = Side.BUY;
    OrderTerms terms = OrderTerms.Market.MARKET;
    SelfTradePrevention prevention = SelfTradePrevention.NONE;

    /** The whole quantity, what is filled or prevented included. */
    long quantity;

    /** What may trade on this way. */
    long open;

    /** What is open besides and may not trade on this way: the later slices of a time-weighted order. */
    long aside;

    /** The worst price at which it trades: its limit, or the end of the price band. */
    long bound;

    /** Of an order by quote amount: why its plan was over. */
    Walk.End plan = Walk.End.AMOUNT;

    /** Whether self-trade prevention ended it. */
    boolean isEnded;

    /** The iceberg that it refreshed first at the price at hand; 0: none. */
    private long firstRefreshed;

    /** The price at hand; 0: none yet. */
    private long refreshedAt;

    private boolean comesAgain;

    /** Everything the order has open. */
    long remaining() {
        return open + aside;
    }

    /** It meets a resting order: what was refreshed first is what comes first of all that is refreshed at a price. */
    void meets(long order, long price) {
        if (price != refreshedAt) {
            refreshedAt = price;
            firstRefreshed = 0;
            comesAgain = false;
        }
        comesAgain |= order == firstRefreshed;
    }

    /** It has used up what an iceberg showed, and the next part stands at the back of its price. */
    void refreshes(long order) {
        if (firstRefreshed == 0) {
            firstRefreshed = order;
        }
    }

    /** Whether all that it meets at this price are parts that were refreshed on its way. */
    boolean comesAgain() {
        return comesAgain;
    }

    /** Whether it trades with a resting order of this price. */
    boolean crosses(long makerPrice) {
        return crosses(side, bound, makerPrice);
    }

    static boolean crosses(Side side, long bound, long makerPrice) {
        return side == Side.BUY ? makerPrice <= bound : makerPrice >= bound;
    }

    /** Begins a way through the book with all of the order. */
    void begin(OrderTerms with, long wholeQuantity, long openQuantity, long worstPrice) {
        terms = with;
        quantity = wholeQuantity;
        open = openQuantity;
        aside = 0;
        bound = worstPrice;
        plan = Walk.End.AMOUNT;
        isEnded = false;
        refreshedAt = 0;
        firstRefreshed = 0;
        comesAgain = false;
    }
}
