package com.flowex.wallet.store.journal;

/**
 * Balance of an account in one asset.
 *
 * @param balanceUnits everything that the account owns
 * @param heldUnits part that orders and reservations need
 */
public record Holding(long balanceUnits, long heldUnits) {

    public static final Holding NONE = new Holding(0, 0);
}
