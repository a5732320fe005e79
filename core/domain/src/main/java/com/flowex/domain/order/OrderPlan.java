package com.flowex.domain.order;

import com.flowex.domain.value.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Result that an order would have by itself at the moment of placing it, exact to the unit. Consequences of its trades
 * for other orders come later and are not included.
 *
 * @param quantity quantity of the accepted order; for an order by quote amount, the quantity which that amount buys
 * @param filled quantity that would trade at once
 * @param trades number of those trades
 * @param quoteUnits quote units paid or received for them, each trade rounded down
 * @param feeUnits fee of those trades in the asset that the side receives, each trade rounded down
 * @param prevented quantity that self-trade prevention would remove
 * @param open quantity that would rest in the book, wait for a trigger or for the next slice
 * @param heldUnits units of the asset spent that would be held for the open quantity, rounded up
 * @param requiredUnits units of that asset that must be available for the order to be accepted
 * @param expired quantity that would end at once untraded
 * @param expiry reason why the order would end at once; null if it is filled or stays open
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
