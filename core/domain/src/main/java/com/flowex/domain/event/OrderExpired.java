package com.flowex.domain.event;

import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * An accepted order, or the rest of it, ended without its owner's request.
 *
 * @param price price at which it rested in the book; null if it was not in the book
 * @param remaining open quantity that ended; zero after self-trade prevention took the rest, or when an order by quote
 *     amount found nothing else to trade with
 * @param visible quantity that left the public book, zero if it was not in the book
 */
public record OrderExpired(
        OrderId order,
        AccountId account,
        InstrumentId instrument,
        Side side,
        @Nullable Price price,
        Quantity remaining,
        Quantity visible,
        ExpiryReason reason)
        implements Event {}
