package com.flowex.domain.account;

/** Purpose of a transfer. The engine treats all kinds alike; account statements distinguish them. */
public enum TransferKind {
    /** From the outside world to a customer. */
    DEPOSIT,
    /** From a customer to the outside world. */
    WITHDRAWAL,
    /** Funds that exist from the start, for demo users and market makers. */
    GENESIS,
    /** Between two accounts of one tenant. */
    INTERNAL
}
