package com.flowex.domain;

/**
 * An order as its account asked for it.
 *
 * @param clientOrderId the account's own id: the same id is one order, however often it is sent
 * @param quantity zero exactly if the terms name a quote amount instead
 * @param selfTradePrevention what happens where it would trade with its own side
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

    /** An order that may trade with its own side. */
    public OrderRequest(
            AccountId account,
            ClientOrderId clientOrderId,
            InstrumentId instrument,
            Side side,
            Quantity quantity,
            OrderTerms terms) {
        this(account, clientOrderId, instrument, side, quantity, terms, SelfTradePrevention.NONE);
    }
}
