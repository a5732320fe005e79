package com.flowex.listings.app;

import com.flowex.listings.provider.CoinFigure;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Optional;

/**
 * Prices of coins in assets that are traded here.
 *
 * @param fresh quotes from before this time are not used
 */
public record CoinPrices(CoinSnapshot snapshot, Instant fresh) {

    private static final String DOLLARS = "USD";

    /** Returns the price; empty if no provider has reported the price of one of the two lately. */
    public Optional<BigDecimal> of(SnapshotCoin coin, Optional<String> quoteCoin, String quote) {
        Optional<BigDecimal> paid = quote.equals(DOLLARS)
                ? Optional.of(BigDecimal.ONE)
                : quoteCoin
                        .flatMap(snapshot::coin)
                        .or(() -> snapshot.bySymbol(quote))
                        .flatMap(this::dollars);
        return dollars(coin).flatMap(price -> paid.map(each -> price.divide(each, MathContext.DECIMAL64)));
    }

    private Optional<BigDecimal> dollars(SnapshotCoin coin) {
        return coin.shown().asOf().isBefore(fresh) || coin.shown().isSample()
                ? Optional.empty()
                : coin.shown().quote().figure(CoinFigure.CURRENT_PRICE).filter(price -> price.signum() > 0);
    }
}
