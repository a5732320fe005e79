package com.flowex.listings.provider;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one provider says of one coin.
 *
 * @param id the provider's own, "bitcoin"
 * @param rank by market cap; 0 where it has none
 * @param figures those that it knows
 * @param sparkline prices of the last week between commas, thinned; empty if unknown
 * @param asOf when that was so
 */
public record CoinQuote(
        String id,
        String symbol,
        String name,
        String image,
        int rank,
        Map<CoinFigure, BigDecimal> figures,
        @Nullable Instant athAt,
        @Nullable Instant atlAt,
        String sparkline,
        Instant asOf) {

    public CoinQuote {
        figures = Map.copyOf(figures);
    }

    public Optional<BigDecimal> figure(CoinFigure figure) {
        return Optional.ofNullable(figures.get(figure));
    }
}
