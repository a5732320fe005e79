package com.flowex.risk.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.risk.app.bar.DailyBar;
import com.flowex.risk.app.bar.TestDays;
import com.flowex.risk.app.daily.MarketCaps;
import com.flowex.risk.app.daily.MarketHistory;
import com.flowex.risk.app.daily.PricedMarkets;
import com.flowex.risk.app.measure.BookStatistics;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Goal: whatever is traded has a price in the reference asset, if need be over a market in between; nothing is made up. */
class ReferencePricesTest {

    private final InstrumentDirectory directory = new InstrumentDirectory();
    private final ReferencePrices prices = new ReferencePrices(
            new PricedMarkets(directory, new Days(), MarketCaps.UNKNOWN), 1, "USDT", TestDays.TODAY);

    ReferencePricesTest() {
        List<String> codes = List.of("USDT", "BTC", "FAR", "LATE", "LOST", "DEAD", "HALF", "OVER");
        for (int i = 0; i < codes.size(); i++) {
            directory.listed(new Asset(1, new AssetId(i + 1), codes.get(i), new Scale(2), 1_000_000));
        }
        list(1, "BTC-USDT", 2, 1);
        list(2, "FAR-BTC", 3, 2);
        list(3, "LATE-BTC", 4, 2);
        list(4, "LOST-DEAD", 5, 6);
        list(5, "DEAD-USDT", 6, 1);
        list(6, "HALF-USDT", 7, 1);
        list(7, "OVER-HALF", 8, 7);
    }

    private void list(int id, String symbol, int base, int quote) {
        InstrumentRules rules = new InstrumentRules(new Scale(2), 1, 10_000, 1, 1, 1_000, 0);
        directory.listed(
                new Instrument(
                        1,
                        new InstrumentId(id),
                        symbol,
                        new AssetId(base),
                        new AssetId(quote),
                        rules,
                        new FeeRates(0, 0)),
                MarketState.OPEN);
    }

    private static List<DailyBar> flat(double price, int days) {
        return TestDays.moving(days, 0, 1).stream()
                .map(bar -> new DailyBar(bar.day(), price, price, price, price, 1))
                .toList();
    }

    /** DEAD was never traded. */
    private static final class Days implements MarketHistory {

        @Override
        public List<DailyBar> bars(ListedMarket market, long fromDay) {
            return switch (market.base().code()) {
                case "BTC" -> flat(50, 100);
                case "FAR" -> flat(0.5, 80);
                case "LATE" -> flat(2, 10);
                case "LOST", "OVER" -> flat(1, 80);
                case "HALF" ->
                    flat(50, 80).stream()
                            .map(bar ->
                                    bar.day() < TestDays.TODAY - 20 ? bar : new DailyBar(bar.day(), 25, 25, 25, 25, 1))
                            .toList();
                default -> List.of();
            };
        }

        @Override
        public Optional<BookStatistics> book(ListedMarket market) {
            return Optional.empty();
        }
    }

    @Test
    void aPriceIsThatOfItsOwnMarketOrOverOneInBetweenOnTheDaysOfBoth() {
        assertEquals(Optional.of(BigDecimal.ONE), prices.last("USDT"));
        assertEquals(Optional.of(BigDecimal.valueOf(50.0)), prices.last("BTC"));
        assertEquals(Optional.of(BigDecimal.valueOf(25.0)), prices.last("FAR"));
        assertEquals(80, prices.of("FAR").orElseThrow().size());
        assertEquals(10, prices.of("LATE").orElseThrow().size());
    }

    @Test
    void assetWithoutAMarketOrDaysHasNoPrice() {
        assertEquals(Optional.empty(), prices.last("DEAD"));
        assertEquals(Optional.empty(), prices.last("LOST"));
        assertEquals(Optional.empty(), prices.last("NOBODY"));
        assertEquals(Optional.empty(), prices.of("USDT"));
    }

    /** A price that halves overnight may be a change of units as well as a crash: figures made from it carry a note. */
    @Test
    void anUndoneJumpIsNotedForEveryAssetPricedThroughIt() {
        assertEquals(25.0, prices.of("HALF").orElseThrow().getFirst().close());
        assertTrue(prices.isSplitSuspected("HALF"));
        assertEquals(25.0, prices.of("OVER").orElseThrow().getFirst().close());
        assertTrue(prices.isSplitSuspected("OVER"));
        prices.of("FAR");
        assertFalse(prices.isSplitSuspected("FAR"));
    }
}
