package com.flowex.wallet.store.journal;

import com.flowex.domain.value.AssetId;
import org.jspecify.annotations.Nullable;

/**
 * Change of one account's balance of one asset by one event.
 *
 * @param units signed amount, with the fee taken out or the rebate added
 * @param feeUnits fee; a rebate if negative
 * @param balanceUnits balance after it; null where the engine never reported it
 */
public record Posting(
        AssetId asset, long units, long feeUnits, @Nullable Long balanceUnits) {

    /** Returns the amount that changed hands, before the fee. */
    public long grossUnits() {
        return Math.addExact(units, feeUnits);
    }
}
