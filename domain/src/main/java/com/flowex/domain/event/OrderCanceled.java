package com.flowex.domain.event;

import com.flowex.domain.AccountId;
import com.flowex.domain.CancelReason;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.OrderId;
import com.flowex.domain.Price;
import com.flowex.domain.Quantity;
import com.flowex.domain.Side;
import org.jspecify.annotations.Nullable;

/**
 * An open order was canceled.
 *
 * @param price price at which it rested in the book; null if it was not in the book
 * @param remaining open quantity that ended with it
 * @param visible quantity that left the public book, zero if it was not in the book
 */
public record OrderCanceled(
        OrderId order,
        AccountId account,
        InstrumentId instrument,
        Side side,
        @Nullable Price price,
        Quantity remaining,
        Quantity visible,
        CancelReason reason)
        implements Event {}
