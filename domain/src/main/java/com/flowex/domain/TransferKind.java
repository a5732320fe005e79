package com.flowex.domain;

/** Why a transfer moves money; the engine treats all kinds alike, statements do not. */
public enum TransferKind {
    /** From the outside world to a customer. */
    DEPOSIT,
    /** From a customer to the outside world. */
    WITHDRAWAL,
    /** Funds that exist from the start: demo users and market makers. */
    GENESIS,
    /** Between two accounts of one tenant. */
    INTERNAL
}
