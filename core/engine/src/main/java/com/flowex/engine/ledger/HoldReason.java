package com.flowex.engine.ledger;

/**
 * Reason why money is held. A new reason for holds gets a constant here, so that the sum of a balance's claims remains
 * its hold.
 */
public enum HoldReason {
    /** Open orders need the money. */
    ORDERS,
    /** Open reservations set the money aside. */
    RESERVATIONS
}
