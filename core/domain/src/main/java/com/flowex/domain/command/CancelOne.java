package com.flowex.domain.command;

import com.flowex.domain.value.AccountId;

/** Cancels one open order. */
public sealed interface CancelOne extends Command permits CancelOrder, CancelOrderByClientId, CancelRestricted {

    /** Returns the account that owns the order. */
    AccountId account();
}
