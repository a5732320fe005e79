package com.flowex.domain.event;

import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
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
