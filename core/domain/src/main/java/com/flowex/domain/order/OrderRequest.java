package com.flowex.domain.order;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Quantity;

/**
 * An order as its account requests it.
 *
 * @param clientOrderId the account's own id; every request with the same id is the same order
 * @param quantity zero exactly if the terms name a quote amount instead
 * @param selfTradePrevention handling of a trade with an order of the same owner
 */
public record OrderRequest(
        AccountId account,
        ClientOrderId clientOrderId,
        InstrumentId instrument,
        Side side,
        Quantity quantity,
        OrderTerms terms,
        SelfTradePrevention selfTradePrevention) {

    public OrderRequest {
        if (terms instanceof OrderTerms.MarketByQuote && quantity.units() != 0) {
            throw new IllegalArgumentException("an order by quote amount has no quantity, was " + quantity.units());
        }
    }

    /** Creates an order that may trade with orders of the same owner. */
    public OrderRequest(
            AccountId account,
            ClientOrderId clientOrderId,
            InstrumentId instrument,
            Side side,
            Quantity quantity,
            OrderTerms terms) {
        this(account, clientOrderId, instrument, side, quantity, terms, SelfTradePrevention.NONE);
    }

    /** Returns the same request with another quantity. */
    public OrderRequest withQuantity(Quantity other) {
        return new OrderRequest(account, clientOrderId, instrument, side, other, terms, selfTradePrevention);
    }

    /** Returns true if it is a trailing stop, also one that waits for its activation. */
    public boolean trails() {
        return terms instanceof OrderTerms.Conditional(Trigger trigger, var _) && trigger.trailing() != null;
    }
}
