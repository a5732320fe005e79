package com.flowex.domain.event;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Quantity;

/**
 * A time-weighted order starts its next slice; the slice's trades follow.
 *
 * @param slice number of the slice, 1 or more
 * @param quantity quantity that this slice may trade; zero while the market accepts no orders
 */
public record SliceStarted(OrderId order, AccountId account, InstrumentId instrument, int slice, Quantity quantity)
        implements Event {}
