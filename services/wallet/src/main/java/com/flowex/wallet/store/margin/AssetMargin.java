package com.flowex.wallet.store.margin;

import com.flowex.domain.margin.MarginRates;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.value.AssetId;

/**
 * Balance and debt of an account in an asset that has terms of lending, and the state of the asset's pool.
 *
 * @param rates rates by use and volume, beside the terms
 * @param indexPrice index price in the scale of the terms; 0 if no source has given one
 * @param indexNanos log time of the price's last change; 0 without one
 * @param balanceUnits everything that the account owns
 * @param heldUnits part that open orders and reservations need
 * @param reservedUnits part that reservations set aside; it is no collateral
 * @param principalUnits borrowed units that are not repaid
 * @param interestUnits unpaid interest, rounded up
 * @param beganNanos log time at which the debt began; 0 without one
 * @param poolLentUnits units that the pool has lent to all accounts
 * @param poolFreeUnits units that the pool has and could lend
 */
public record AssetMargin(
        AssetId asset,
        MarginTerms terms,
        MarginRates rates,
        long indexPrice,
        long indexNanos,
        long balanceUnits,
        long heldUnits,
        long reservedUnits,
        long principalUnits,
        long interestUnits,
        long beganNanos,
        long poolLentUnits,
        long poolFreeUnits) {

    /** Returns the units that count as the account's own: what reservations set aside is about to leave. */
    public long ownUnits() {
        return Math.max(0, balanceUnits - reservedUnits);
    }

    /** Returns the units that the account can spend. */
    public long availableUnits() {
        return Math.max(0, balanceUnits - heldUnits);
    }

    /** Returns the units owed, interest included. */
    public long owedUnits() {
        return principalUnits + interestUnits;
    }
}
