package com.flowex.domain.event;

import com.flowex.domain.RejectReason;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;

/**
 * An order was refused; its id is remembered with this answer.
 */
public record OrderRejected(
        AccountId account, ClientOrderId clientOrderId, InstrumentId instrument, RejectReason reason)
        implements Rejection {}
