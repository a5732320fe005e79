package com.flowex.listings.provider;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Category of coins.
 *
 * @param topCoins ids of its largest coins
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
