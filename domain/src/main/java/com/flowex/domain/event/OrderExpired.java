package com.flowex.domain.event;

import com.flowex.domain.AccountId;
import com.flowex.domain.ExpiryReason;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.OrderId;
import com.flowex.domain.Quantity;

/**
 * What an accepted order could not trade at once ended; it never rested.
 *
 * @param remaining open quantity that ended, positive
 */
public record OrderExpired(
        OrderId order, AccountId account, InstrumentId instrument, Quantity remaining, ExpiryReason reason)
        implements Event {}
