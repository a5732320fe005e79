package com.flowex.listings.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the sample says of bitcoin is what the recorded trades were: counted by awk over the file, a day and the last 24 hours each. */
class SampleCoinsTest {

    private final SampleCoins sample = new SampleCoins();

    @Test
    void eachDayHasItsLastPriceAndAllThatWasPaid() {
        List<PricePoint> days = sample.chart("bitcoin", 7);

        assertEquals(7, days.size());
        assertEquals(
                new PricePoint(
                        Instant.parse("2013-11-25T00:00:00Z"),
                        new BigDecimal("817.88"),
                        null,
                        new BigDecimal("18613262.58")),
                days.getFirst());
        assertEquals(
                new PricePoint(
                        Instant.parse("2013-11-29T00:00:00Z"),
                        new BigDecimal("1131.99"),
                        null,
                        new BigDecimal("23302931.99")),
                days.get(4));
    }

    @Test
    void figuresAreOfTheLast24Hours() {
        assertEquals(
                Map.of(
                        CoinFigure.CURRENT_PRICE, new BigDecimal("999"),
                        CoinFigure.HIGH_24H, new BigDecimal("1147.27"),
                        CoinFigure.LOW_24H, new BigDecimal("955.23"),
                        CoinFigure.TOTAL_VOLUME, new BigDecimal("25618343.75"),
                        CoinFigure.PRICE_CHANGE_24H, new BigDecimal("-125.34"),
                        CoinFigure.PRICE_CHANGE_PERCENTAGE_24H, new BigDecimal("-11.15")),
                bitcoin().figures());
    }

    @Test
    void nobodyElsesPriceIsMadeUp() {
        assertEquals(
                List.of(bitcoin()),
                page().stream().filter(coin -> !coin.figures().isEmpty()).toList());
    }

    private CoinQuote bitcoin() {
        return page().stream()
                .filter(coin -> coin.id().equals("bitcoin"))
                .findFirst()
                .orElseThrow();
    }

    private List<CoinQuote> page() {
        ProviderAnswer.Fresh<?> fresh = assertInstanceOf(ProviderAnswer.Fresh.class, sample.markets(1, ""));
        return ((List<?>) fresh.value()).stream().map(CoinQuote.class::cast).toList();
    }
}
