package com.flowex.domain;

/**
 * An order as its account asked for it.
 *
 * @param clientOrderId the account's own id: the same id is one order, however often it is sent
 */
public record OrderRequest(
        AccountId account,
        ClientOrderId clientOrderId,
        InstrumentId instrument,
        Side side,
        Quantity quantity,
        OrderTerms terms) {}
