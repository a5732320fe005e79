package com.flowex.engine.oracle;

import com.flowex.domain.margin.IndexQuote;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Section 12: the index price of fresh quotes. */
final class IndexPrices {

    private IndexPrices() {}

    /** Returns null without quotes. */
    static @Nullable BigInteger of(List<IndexQuote> quotes) {
        if (quotes.isEmpty()) {
            return null;
        }
        List<BigInteger> sorted = quotes.stream()
                .map(quote -> Money.big(quote.priceUnits()))
                .sorted()
                .toList();
        BigInteger median = sorted.get((sorted.size() - 1) / 2)
                .add(sorted.get(sorted.size() / 2))
                .divide(BigInteger.TWO);
        BigDecimal exact = new BigDecimal(median);
        BigInteger low = exact.multiply(new BigDecimal("0.95"))
                .setScale(0, RoundingMode.CEILING)
                .toBigInteger();
        BigInteger high = exact.multiply(new BigDecimal("1.05"))
                .setScale(0, RoundingMode.FLOOR)
                .toBigInteger();
        BigInteger sum = BigInteger.ZERO;
        BigInteger weights = BigInteger.ZERO;
        for (IndexQuote quote : quotes) {
            BigInteger weight = Money.big(quote.volumeUnits());
            sum = sum.add(Money.big(quote.priceUnits()).max(low).min(high).multiply(weight));
            weights = weights.add(weight);
        }
        return sum.divide(weights);
    }
}
