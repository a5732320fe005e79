package com.flowex.domain;

import org.jspecify.annotations.Nullable;

/**
 * What an order would come to by itself at the moment of placing it, to the last unit. What its trades set off in others comes
 * after that and is no part of it.
 *
 * @param quantity of the accepted order; of one by quote amount what that amount buys
 * @param filled would trade at once
 * @param trades in so many trades
 * @param quoteUnits paid or received for that, each trade rounded down
 * @param feeUnits of it, in the asset that the side receives, each trade rounded down
 * @param prevented would be lost to self-trade prevention
 * @param open would rest in the book, wait for a trigger or for the next slice
 * @param heldUnits of the asset that the side spends, for what stays open, rounded up
 * @param requiredUnits of that asset that must be available for the order to be taken
 * @param expired would end at once untraded
 * @param expiry why the order would end at once; null if it is filled or stays open
 */
public record OrderPlan(
        Quantity quantity,
        Quantity filled,
        int trades,
        long quoteUnits,
        long feeUnits,
        Quantity prevented,
        Quantity open,
        long heldUnits,
        long requiredUnits,
        Quantity expired,
        @Nullable ExpiryReason expiry) {}
