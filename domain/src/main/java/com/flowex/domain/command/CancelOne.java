package com.flowex.domain.command;

import com.flowex.domain.AccountId;

/** Takes one open order out. */
public sealed interface CancelOne extends Command permits CancelOrder, CancelOrderByClientId {

    /** Whose order it is. */
    AccountId account();
}
