package com.flowex.listings.provider.fiat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * Rates of one source at one time.
 *
 * @param amounts amounts of currencies that are worth the same, by code of ISO 4217; each is above zero
 */
public record DailyRates(Instant asOf, Map<String, BigDecimal> amounts) {

    public DailyRates {
        amounts = Map.copyOf(amounts);
    }
}
