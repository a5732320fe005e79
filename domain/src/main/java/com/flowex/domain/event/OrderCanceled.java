package com.flowex.domain.event;

import com.flowex.domain.AccountId;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.OrderId;
import com.flowex.domain.Price;
import com.flowex.domain.Quantity;
import com.flowex.domain.Side;

/**
 * A resting order left the book at its owner's wish.
 *
 * @param remaining open quantity that left the book with it
 */
public record OrderCanceled(
        OrderId order, AccountId account, InstrumentId instrument, Side side, Price price, Quantity remaining)
        implements Event {}
