package com.flowex.domain.event;

import com.flowex.domain.AccountId;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.OrderId;
import com.flowex.domain.Quantity;

/**
 * A time-weighted order works its next slice; its trades follow.
 *
 * @param slice 1 or more
 * @param quantity how much this slice may trade; zero where the market takes no orders now
 */
public record SliceStarted(OrderId order, AccountId account, InstrumentId instrument, int slice, Quantity quantity)
        implements Event {}
