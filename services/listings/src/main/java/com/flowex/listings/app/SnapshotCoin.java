package com.flowex.listings.app;

import com.flowex.listings.provider.CoinQuote;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Coin with the quotes of all providers.
 *
 * @param shown quote of the most trusted provider with fresh data; the most trusted provider's quote if none is fresh
 * @param quotes quotes of all providers, in the order of trust
 * @param disagreement largest difference between two fresh prices, in percent of the shown one; null if fewer than two
 *     are fresh
 * @param text searchable text, in lower case
 */
public record SnapshotCoin(
        ProviderQuote shown,
        List<ProviderQuote> quotes,
        @Nullable BigDecimal disagreement,
        String text) {

    /** Quote of a provider, and the time of its last answer. */
    public record ProviderQuote(String provider, boolean isSample, CoinQuote quote, Instant seenAt) {

        /** Returns the time of the quote: the provider's own time, but at the latest the time of the answer. */
        public Instant asOf() {
            return quote.asOf().isAfter(Instant.EPOCH) && quote.asOf().isBefore(seenAt) ? quote.asOf() : seenAt;
        }
    }

    public SnapshotCoin {
        quotes = List.copyOf(quotes);
    }

    static String text(CoinQuote quote) {
        return (quote.id() + "\n" + quote.symbol() + "\n" + quote.name()).toLowerCase(Locale.ROOT);
    }

    public String id() {
        return shown.quote().id();
    }
}
