package com.flowex.wallet.journal;

/**
 * What an account has of an asset.
 *
 * @param balanceUnits everything it owns
 * @param heldUnits the part that orders and reservations need
 */
public record Holding(long balanceUnits, long heldUnits) {

    public static final Holding NONE = new Holding(0, 0);
}
