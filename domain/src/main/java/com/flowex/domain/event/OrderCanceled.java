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
 * An open order ended on its owner's behalf.
 *
 * @param price where it stood in the book; null if it stood in none
 * @param remaining open quantity that ended with it
 * @param visible how much of it left the public book, zero if it stood in none
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
