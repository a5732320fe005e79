package com.flowex.wallet.past;

import com.flowex.domain.AssetId;
import com.flowex.wallet.journal.Holding;
import java.util.Map;

/**
 * What an account had at a moment.
 *
 * @param sequence the last event before it, the last of its command
 * @param assets what it had of each that it ever had by then
 */
public record Holdings(long sequence, Map<AssetId, Holding> assets) {

    public Holdings {
        assets = Map.copyOf(assets);
    }
}
