package com.flowex.listings.provider;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a coin was worth at a moment, in dollars. */
public record PricePoint(
        Instant at,
        BigDecimal price,
        @Nullable BigDecimal marketCap,
        @Nullable BigDecimal volume) {}
