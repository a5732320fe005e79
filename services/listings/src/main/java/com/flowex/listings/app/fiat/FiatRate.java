package com.flowex.listings.app.fiat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * Amount of a currency for one unit of another.
 *
 * @param rate empty if it is too old
 * @param source operator, provider or sample
 */
public record FiatRate(String currency, Optional<BigDecimal> rate, FiatSource source, Instant asOf) {}
