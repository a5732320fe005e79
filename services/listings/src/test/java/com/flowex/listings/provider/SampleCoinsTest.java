package com.flowex.listings.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The sample has every figure of every coin, follows the clock, and never makes up a price of a coin that exists. */
class SampleCoinsTest {

    private static final Instant NOW = Instant.parse("2026-11-26T14:12:34Z");

    private Instant now = NOW;
    private final SampleCoins sample = new SampleCoins(1 + MadeUpCoin.COINS, () -> now);

    @Test
    void everyCoinHasEveryFigureAndIsNew() {
        List<CoinQuote> all = all();

        assertEquals(1 + MadeUpCoin.COINS, all.size());
        Set<String> names = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            CoinQuote coin = all.get(i);
            assertEquals(i + 1, coin.rank());
            assertEquals(EnumSet.allOf(CoinFigure.class), coin.figures().keySet(), coin.id());
            assertEquals(28, coin.sparkline().split(",").length);
            assertEquals(Instant.parse("2026-11-26T14:10:00Z"), coin.asOf());
            assertTrue(coin.figure(CoinFigure.CURRENT_PRICE).orElseThrow().signum() > 0, coin.id());
            assertTrue(names.add(coin.id()) && names.add(coin.symbol()), coin.id());
            assertTrue(coin.figure(CoinFigure.ATH)
                            .orElseThrow()
                            .compareTo(coin.figure(CoinFigure.CURRENT_PRICE).orElseThrow())
                    >= 0);
        }
    }

    @Test
    void coinsWithMadeUpPricesAreMarked() {
        List<CoinQuote> real = all().stream()
                .filter(coin -> !coin.name().endsWith(" (made up)"))
                .toList();

        assertEquals(List.of("bitcoin"), real.stream().map(CoinQuote::id).toList());
        BigDecimal price = real.getFirst().figure(CoinFigure.CURRENT_PRICE).orElseThrow();
        assertTrue(
                price.compareTo(new BigDecimal("770.1")) >= 0 && price.compareTo(new BigDecimal("1163")) <= 0,
                "the recorded week was between these prices, and this is " + price);
    }

    @Test
    void theSameMomentHasTheSameFiguresAndTheNextHasOthers() {
        List<CoinQuote> first = all();
        assertEquals(first, new ArrayList<>(allOf(new SampleCoins(1 + MadeUpCoin.COINS, () -> NOW.plusSeconds(5)))));
        assertInstanceOf(ProviderAnswer.Unchanged.class, sample.markets(1, "2026-11-26T14:10:00Z"));

        now = NOW.plus(Duration.ofMinutes(5));
        assertInstanceOf(ProviderAnswer.Fresh.class, sample.markets(1, "2026-11-26T14:10:00Z"));
    }

    /** A sample of few coins, as most tests request it, computes only these. */
    @Test
    void aSampleHasAsManyCoinsAsAreWanted() {
        assertEquals(60, allOf(new SampleCoins(60, () -> NOW)).size());
        assertEquals(List.of(), new SampleCoins(60, () -> NOW).chart("made-up-zanzelle", 5));
    }

    @Test
    void twoYearsOfDaysEndWithYesterday() {
        for (String coin : List.of("bitcoin", "made-up-balavane")) {
            List<PricePoint> days = sample.chart(coin, 5_000);
            assertEquals(730, days.size());
            assertEquals(Instant.parse("2026-11-25T00:00:00Z"), days.getLast().at());
            assertEquals(
                    days.getLast().at().minus(729, ChronoUnit.DAYS),
                    days.getFirst().at());
            assertEquals(days.subList(725, 730), sample.chart(coin, 5));
        }
        assertEquals(List.of(), sample.chart("ethereum", 5));
    }

    @Test
    void totalsAreThoseOfTheCoins() {
        ProviderAnswer.Fresh<?> answer = assertInstanceOf(ProviderAnswer.Fresh.class, sample.global(""));
        GlobalFigures global = assertInstanceOf(GlobalFigures.class, answer.value());

        assertEquals(
                all().stream()
                        .map(coin -> coin.figure(CoinFigure.MARKET_CAP).orElseThrow())
                        .reduce(BigDecimal.ZERO, BigDecimal::add),
                global.marketCap());
        assertEquals(10, global.dominance().size());
        ProviderAnswer.Fresh<?> categories = assertInstanceOf(ProviderAnswer.Fresh.class, sample.categories(""));
        for (Object each : (List<?>) categories.value()) {
            CoinCategory category = assertInstanceOf(CoinCategory.class, each);
            assertEquals(3, category.topCoins().size());
            ProviderAnswer.Fresh<?> members =
                    assertInstanceOf(ProviderAnswer.Fresh.class, sample.members(category.id(), ""));
            assertEquals(category.topCoins(), ((List<?>) members.value()).subList(0, 3));
        }
    }

    private List<CoinQuote> all() {
        return allOf(sample);
    }

    private static List<CoinQuote> allOf(SampleCoins sample) {
        List<CoinQuote> all = new ArrayList<>();
        for (int page = 1; page <= 4; page++) {
            ProviderAnswer.Fresh<?> fresh = assertInstanceOf(ProviderAnswer.Fresh.class, sample.markets(page, ""));
            ((List<?>) fresh.value()).stream().map(CoinQuote.class::cast).forEach(all::add);
        }
        return all;
    }
}
