package com.flowex.listings.provider;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Price of a coin at one time, in dollars. */
public record PricePoint(
        Instant at,
        BigDecimal price,
        @Nullable BigDecimal marketCap,
        @Nullable BigDecimal volume) {}
