package com.flowex.engine.match;

import com.flowex.domain.AccountId;
import com.flowex.domain.OrderId;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.OrderTerms;
import com.flowex.domain.SelfTradePrevention;
import com.flowex.domain.Side;
import com.flowex.engine.account.Desks;
import com.flowex.engine.book.Orders;
import com.flowex.engine.ids.ClientOrderIds;

/** An order on its way through the book. One object is used again and again: nothing is made for an order but its events. */
public final class Taker {

    public OrderId id = new OrderId(1);
    AccountId account = AccountId.outsideOf(1);
    public int desk = Desks.NONE;

    /** Of its client order id; {@link ClientOrderIds#UNKNOWN}: nobody gave it one. */
    int entry = ClientOrderIds.UNKNOWN;

    public Side side = Side.BUY;
    OrderTerms terms = OrderTerms.Market.MARKET;
    public SelfTradePrevention prevention = SelfTradePrevention.NONE;

    /** The whole quantity, what is filled or prevented included. */
    long quantity;

    /** What may trade on this way. */
    public long open;

    /** What is open besides and may not trade on this way: the later slices of a time-weighted order. */
    long aside;

    /** Whether self-trade prevention ended it. */
    boolean isEnded;

    /** Everything the order has open. */
    public long remaining() {
        return open + aside;
    }

    /** Becomes a new order. */
    public void becomeNew(OrderRequest request, OrderId order, int ofDesk, int idEntry) {
        fill(order, request.account(), ofDesk, idEntry, request.side(), request.selfTradePrevention());
    }

    /** Becomes an open order that goes through the book. */
    public void becomeOpen(Orders orders, int slot, AccountId owner) {
        fill(
                new OrderId(orders.id(slot)),
                owner,
                orders.desk(slot),
                orders.tag(slot),
                orders.side(slot),
                orders.prevention(slot));
    }

    private void fill(OrderId order, AccountId owner, int ofDesk, int idEntry, Side ofSide, SelfTradePrevention mode) {
        id = order;
        account = owner;
        desk = ofDesk;
        entry = idEntry;
        side = ofSide;
        prevention = mode;
    }

    /**
     * Begins a way through the book.
     *
     * @param wholeQuantity what is filled or prevented included
     * @param openQuantity what may trade on this way
     * @param standsAside what is open besides
     */
    public void begin(OrderTerms with, long wholeQuantity, long openQuantity, long standsAside) {
        terms = with;
        quantity = wholeQuantity;
        open = openQuantity;
        aside = standsAside;
        isEnded = false;
    }
}
