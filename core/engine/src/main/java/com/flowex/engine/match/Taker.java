package com.flowex.engine.match;

import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;
import com.flowex.engine.account.AccountMarkets;
import com.flowex.engine.book.Orders;
import com.flowex.engine.ids.ClientOrderIds;

/** An order during its execution in the book. One object is reused, so an order allocates nothing but its events. */
public final class Taker {

    public OrderId id = new OrderId(1);
    AccountId account = AccountId.outsideOf(1);
    public int accountMarket = AccountMarkets.NONE;

    /** Entry of its client order id; {@link ClientOrderIds#UNKNOWN} if it has none. */
    int entry = ClientOrderIds.UNKNOWN;

    public Side side = Side.BUY;
    OrderTerms terms = OrderTerms.Market.MARKET;
    public SelfTradePrevention prevention = SelfTradePrevention.NONE;

    /** True if its fills repay debts. */
    public boolean repays;

    /** Slot of the pending order that its fills pay; {@link Orders#NONE} if they pay none. */
    int pays = Orders.NONE;

    /** Price at which it held its need while it was stored; 0 if it is new or held nothing. */
    long heldPrice;

    /** Whole quantity, the filled or prevented part included. */
    long quantity;

    /** Open quantity that may trade in this execution. */
    public long open;

    /** Open quantity that may not trade in this execution: the later slices of a time-weighted order. */
    long prevented;

    /** True if self-trade prevention ended the order. */
    boolean isEnded;

    /** Returns the whole open quantity of the order. */
    public long remaining() {
        return open + prevented;
    }

    /** Takes the values of a new order. */
    public void becomeNew(OrderRequest request, OrderId order, int ofAccountMarket, int idEntry) {
        fill(order, request.account(), ofAccountMarket, idEntry, request.side(), request.selfTradePrevention());
        repays = false;
        heldPrice = 0;
        pays = Orders.NONE;
    }

    /** Takes the values of an open order that goes through the book. */
    public void becomeOpen(Orders orders, int slot, AccountId owner) {
        fill(
                new OrderId(orders.id(slot)),
                owner,
                orders.accountMarket(slot),
                orders.tag(slot),
                orders.side(slot),
                orders.prevention(slot));
        repays = orders.repays(slot);
        heldPrice = orders.price(slot);
        pays = Orders.NONE;
    }

    /** Lets the fills of the order pay a pending order if that one is to be paid; {@link Orders#NONE} means none. */
    public void pays(Orders orders, int pending) {
        pays = pending != Orders.NONE && orders.isPaid(pending) ? pending : Orders.NONE;
    }

    private void fill(
            OrderId order, AccountId owner, int ofAccountMarket, int idEntry, Side ofSide, SelfTradePrevention mode) {
        id = order;
        account = owner;
        accountMarket = ofAccountMarket;
        entry = idEntry;
        side = ofSide;
        prevention = mode;
    }

    /**
     * Begins an execution in the book.
     *
     * @param wholeQuantity whole quantity, the filled or prevented part included
     * @param openQuantity open quantity that may trade in this execution
     * @param withPrevented other open quantity
     */
    public void begin(OrderTerms with, long wholeQuantity, long openQuantity, long withPrevented) {
        terms = with;
        quantity = wholeQuantity;
        open = openQuantity;
        prevented = withPrevented;
        isEnded = false;
    }
}
