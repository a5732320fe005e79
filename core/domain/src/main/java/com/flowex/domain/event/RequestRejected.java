package com.flowex.domain.event;

import com.flowex.domain.RejectReason;
import com.flowex.domain.value.AccountId;

/**
 * A request of an account other than an order was refused: a cancel, a reduction, a query.
 */
public record RequestRejected(AccountId account, RejectReason reason) implements Rejection {}
