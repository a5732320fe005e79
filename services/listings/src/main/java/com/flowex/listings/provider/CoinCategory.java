package com.flowex.listings.provider;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Coins of one kind.
 *
 * @param topCoins ids of the largest
 */
public record CoinCategory(
        String id,
        String name,
        @Nullable BigDecimal marketCap,
        @Nullable BigDecimal marketCapChangePercentage24h,
        @Nullable BigDecimal totalVolume,
        List<String> topCoins) {

    public CoinCategory {
        topCoins = List.copyOf(topCoins);
    }
}
