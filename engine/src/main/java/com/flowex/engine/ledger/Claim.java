package com.flowex.engine.ledger;

/** Why money is held. Whoever holds for another reason adds its name here, and the sum of a purse's claims is still its hold. */
public enum Claim {
    /** Open orders need it. */
    ORDERS,
    /** Open reservations set it aside. */
    RESERVATIONS
}
