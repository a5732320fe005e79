package com.flowex.listings.provider;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Quote of one coin by one provider.
 *
 * @param id the provider's own id, for example "bitcoin"
 * @param rank rank by market cap; 0 if it has none
 * @param figures known figures
 * @param sparkline prices of the last week, thinned out and separated by commas; empty if unknown
 * @param asOf time of the data
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
