package com.flowex.domain.event;

import com.flowex.domain.AccountId;
import com.flowex.domain.ClientOrderId;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.RejectReason;

/**
 * An order was refused; its id is remembered with this answer.
 */
public record OrderRejected(
        AccountId account, ClientOrderId clientOrderId, InstrumentId instrument, RejectReason reason)
        implements Rejection {}
