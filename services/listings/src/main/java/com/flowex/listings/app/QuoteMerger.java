package com.flowex.listings.app;

import com.flowex.listings.app.SnapshotCoin.ProviderQuote;
import com.flowex.listings.provider.CoinFigure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Merges the quotes of several providers into one coin. */
final class QuoteMerger {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int PLACES = 4;

    private QuoteMerger() {}

    /**
     * Returns the merged coin.
     *
     * @param quotes quotes in the order of trust, at least one
     * @param fresh data from before this time is stale
     */
    static SnapshotCoin coin(List<ProviderQuote> quotes, Instant fresh) {
        ProviderQuote shown = quotes.stream()
                .filter(each -> !each.asOf().isBefore(fresh))
                .findFirst()
                .orElse(quotes.getFirst());
        return new SnapshotCoin(shown, quotes, disagreement(shown, quotes, fresh), SnapshotCoin.text(shown.quote()));
    }

    private static @Nullable BigDecimal disagreement(ProviderQuote shown, List<ProviderQuote> quotes, Instant fresh) {
        List<BigDecimal> prices = quotes.stream()
                .filter(each -> !each.asOf().isBefore(fresh))
                .flatMap(each -> each.quote().figure(CoinFigure.CURRENT_PRICE).stream())
                .sorted()
                .toList();
        BigDecimal base = shown.quote().figure(CoinFigure.CURRENT_PRICE).orElse(BigDecimal.ZERO);
        if (prices.size() < 2 || base.signum() <= 0) {
            return null;
        }
        return prices.getLast()
                .subtract(prices.getFirst())
                .multiply(HUNDRED)
                .divide(base, PLACES, RoundingMode.HALF_EVEN);
    }
}
