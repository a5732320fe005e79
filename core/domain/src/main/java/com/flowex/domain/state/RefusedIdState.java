package com.flowex.domain.state;

import com.flowex.domain.RejectReason;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;

/**
 * A client order id whose order was refused, oldest first among the remembered ids.
 *
 * @param fingerprint fingerprint of the order's fields
 * @param closedNanos log time of the refusal
 */
public record RefusedIdState(
        AccountId account, ClientOrderId clientOrderId, long fingerprint, RejectReason reason, long closedNanos)
        implements StateRecord {}
