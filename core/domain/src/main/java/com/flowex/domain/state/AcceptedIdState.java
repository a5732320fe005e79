package com.flowex.domain.state;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.OrderId;

/**
 * A client order id whose order was accepted, oldest first among the remembered ids.
 *
 * @param fingerprint fingerprint of the order's fields, which distinguishes a repetition from another order
 * @param sequence sequence of the order's first event
 * @param closedNanos log time at which the order left the book; 0 while it is open
 */
public record AcceptedIdState(
        AccountId account,
        ClientOrderId clientOrderId,
        long fingerprint,
        OrderId order,
        long sequence,
        long closedNanos)
        implements StateRecord {}
