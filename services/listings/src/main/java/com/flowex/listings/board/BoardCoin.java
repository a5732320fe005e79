package com.flowex.listings.board;

import com.flowex.listings.provider.CoinQuote;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A coin as it is shown.
 *
 * @param shown what the most trusted provider says whose word is fresh; where none is, the most trusted one's
 * @param said what each provider says, in the order of trust
 * @param disagreement the largest distance between two fresh prices, in percent of the shown one; null where fewer than two have one
 * @param text what is searched, in lower case
 */
public record BoardCoin(
        Said shown, List<Said> said, @Nullable BigDecimal disagreement, String text) {

    /** What a provider says, and when it did so last. */
    public record Said(String provider, boolean isSample, CoinQuote quote, Instant seenAt) {

        /** Of when it is: of when the provider says, or at the latest of when it was asked. */
        public Instant asOf() {
            return quote.asOf().isAfter(Instant.EPOCH) && quote.asOf().isBefore(seenAt) ? quote.asOf() : seenAt;
        }
    }

    public BoardCoin {
        said = List.copyOf(said);
    }

    static String text(CoinQuote quote) {
        return (quote.id() + "\n" + quote.symbol() + "\n" + quote.name()).toLowerCase(Locale.ROOT);
    }

    public String id() {
        return shown.quote().id();
    }
}
