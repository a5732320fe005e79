package com.flowex.listings.app.fiat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.listings.provider.fiat.DailyRates;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The most trusted fresh rate is shown, and none that is too old. */
class FiatRatesTest {

    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Duration BOUND = Duration.ofHours(144);

    private static String stored(Instant asOf, Map<String, String> amounts) {
        Map<String, BigDecimal> decimals = amounts.entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, each -> new BigDecimal(each.getValue())));
        return FiatRates.content(new DailyRates(asOf, decimals));
    }

    private static List<String> shown(FiatRates rates) {
        return rates.in("USD", NOW, BOUND).stream()
                .map(each -> each.currency() + " "
                        + each.rate()
                                .map(rate -> rate.stripTrailingZeros().toPlainString())
                                .orElse("-")
                        + " " + each.source().word())
                .toList();
    }

    @Test
    void theOperatorsRateComesBeforeTheProvidersAsLongAsItIsFresh() {
        String provider =
                stored(NOW.minus(Duration.ofDays(1)), Map.of("EUR", "1", "USD", "1.25", "GBP", "0.5", "JPY", "162.5"));
        String fresh = stored(NOW, Map.of("USD", "1", "EUR", "0.9"));
        String old = stored(NOW.minus(Duration.ofDays(7)), Map.of("USD", "1", "GBP", "0.7", "CHF", "0.8"));
        FiatRates all = FiatRates.of(
                Map.of("fiat-provider", Map.of("fiat", provider), "fiat-operator", Map.of("EUR", fresh, "GBP", old)));
        assertEquals(
                List.of("CHF - operator", "EUR 0.9 operator", "GBP 0.4 provider", "JPY 130 provider", "USD 1 operator"),
                shown(all));
    }

    @Test
    void futureAndRevokedRatesAreIgnored() {
        assertEquals(
                List.of("EUR - provider", "USD - provider"),
                shown(FiatRates.of(Map.of(
                        "fiat-provider",
                        Map.of("fiat", stored(NOW.plus(Duration.ofDays(2)), Map.of("EUR", "1", "USD", "1.25")))))));
        assertEquals(List.of(), shown(FiatRates.of(Map.of("fiat-operator", Map.of("EUR", stored(NOW, Map.of()))))));
        assertEquals(List.of(), shown(FiatRates.NONE));
    }
}
