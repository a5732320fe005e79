package com.flowex.listings.provider;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Totals of all coins, in dollars.
 *
 * @param dominance share of the market cap in percent, by symbol
 */
public record GlobalFigures(
        int coins,
        int markets,
        @Nullable BigDecimal marketCap,
        @Nullable BigDecimal totalVolume,
        @Nullable BigDecimal marketCapChangePercentage24h,
        Map<String, BigDecimal> dominance) {

    public GlobalFigures {
        dominance = Map.copyOf(dominance);
    }
}
