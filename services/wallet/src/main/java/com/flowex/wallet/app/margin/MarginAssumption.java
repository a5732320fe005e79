package com.flowex.wallet.app.margin;

import com.flowex.domain.value.AssetId;
import com.flowex.wallet.store.margin.AssetMargin;

/**
 * Assumption about an account in one asset.
 *
 * @param indexPrice index price in the scale of the asset's terms, positive; 0 for the present one
 * @param balanceChange units that the account would have more, or less where negative; it has that many
 * @param debtChange units that it would owe more, or less where negative; it owes that many
 */
public record MarginAssumption(AssetId asset, long indexPrice, long balanceChange, long debtChange) {

    /** Returns the asset of the account under this assumption; what is owed less pays interest first. */
    AssetMargin under(AssetMargin now) {
        long interestPaid = Math.min(now.interestUnits(), Math.max(0, -debtChange));
        return new AssetMargin(
                now.asset(),
                now.terms(),
                now.rates(),
                indexPrice == 0 ? now.indexPrice() : indexPrice,
                now.indexNanos(),
                now.balanceUnits() + balanceChange,
                now.heldUnits(),
                now.reservedUnits(),
                now.principalUnits() + debtChange + interestPaid,
                now.interestUnits() - interestPaid,
                now.beganNanos(),
                Math.max(0, now.poolLentUnits() + debtChange + interestPaid),
                Math.max(0, now.poolFreeUnits() - debtChange));
    }
}
