package com.flowex.wallet.journal;

import com.flowex.domain.AssetId;
import org.jspecify.annotations.Nullable;

/**
 * What one event changed of what an account has of one asset.
 *
 * @param units signed, the fee already taken out, or the rebate put in
 * @param feeUnits the fee; negative it is a rebate
 * @param balanceUnits what the account has after it; null where that was never told
 */
public record Posting(
        AssetId asset, long units, long feeUnits, @Nullable Long balanceUnits) {

    /** Without its fee: what changed hands. */
    public long grossUnits() {
        return Math.addExact(units, feeUnits);
    }
}
