package com.flowex.wallet.store.journal;

import com.flowex.domain.value.AssetId;
import java.util.Map;

/**
 * Balances of an account at a moment.
 *
 * @param sequence last event before the moment, the last of its command
 * @param assets balances of every asset that the account ever had by then
 */
public record Holdings(long sequence, Map<AssetId, Holding> assets) {

    public Holdings {
        assets = Map.copyOf(assets);
    }
}
