package com.flowex.domain.event;

import com.flowex.domain.AccountId;
import com.flowex.domain.RejectReason;

/**
 * A request of an account other than an order was refused: a cancel, a reduction, a query.
 */
public record RequestRejected(AccountId account, RejectReason reason) implements Rejection {}
