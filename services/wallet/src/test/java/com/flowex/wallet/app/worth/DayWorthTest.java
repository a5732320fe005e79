package com.flowex.wallet.app.worth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Worth on past days over one market and over two; prices are read once for each month. */
class DayWorthTest {

    private static final long DAY_SECONDS = 86_400;
    private static final LocalDate FIRST = LocalDate.of(2026, 2, 28);
    private static final LocalDate SECOND = LocalDate.of(2026, 3, 1);
    private static final Asset DOLLAR = asset(1, "USDT");
    private static final Asset BITCOIN = asset(2, "BTC");
    private static final Asset ETHER = asset(3, "ETH");
    private static final Asset LONE = asset(4, "LONE");
    private static final ListedMarket BITCOIN_DOLLAR = market(1, BITCOIN, DOLLAR);
    private static final ListedMarket ETHER_BITCOIN = market(2, ETHER, BITCOIN);

    private int lookups;

    private static Asset asset(int id, String code) {
        return new Asset(1, new AssetId(id), code, new Scale(8), Long.MAX_VALUE);
    }

    private static ListedMarket market(int id, Asset base, Asset quote) {
        InstrumentRules rules = new InstrumentRules(new Scale(2), 1, 1_000_000_000, 1, 1, 1_000_000_000, 0);
        Instrument instrument = new Instrument(
                1,
                new InstrumentId(id),
                base.code() + "-" + quote.code(),
                base.id(),
                quote.id(),
                rules,
                new FeeRates(0, 0));
        return new ListedMarket(instrument, base, quote, MarketState.OPEN, 0);
    }

    private DayWorth in(Asset currency) {
        return new DayWorth(1, currency.id(), List.of(BITCOIN_DOLLAR, ETHER_BITCOIN), this::closes);
    }

    /** BTC closes at 500 on the first day and at 400 on the second; ETH at 0.05 BTC on the second alone. */
    private Map<InstrumentId, long[]> closes(
            int tenant, Collection<InstrumentId> markets, int candleSeconds, long maxAgeSeconds, long[] moments) {
        lookups++;
        assertEquals(DAY_SECONDS, candleSeconds);
        assertEquals(DayWorth.CLOSE_DAYS * DAY_SECONDS, maxAgeSeconds);
        Map<InstrumentId, long[]> closes = new HashMap<>();
        for (InstrumentId market : markets) {
            boolean isBitcoin = market.equals(BITCOIN_DOLLAR.instrument().id());
            closes.put(
                    market,
                    Arrays.stream(moments)
                            .map(end -> end == end(FIRST)
                                    ? isBitcoin ? 50_000 : 0
                                    : end == end(SECOND) ? isBitcoin ? 40_000 : 5 : 0)
                            .toArray());
        }
        return closes;
    }

    private static long end(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    private static void assertWorth(String expected, Optional<BigDecimal> worth) {
        assertEquals(0, new BigDecimal(expected).compareTo(worth.orElseThrow()), worth::toString);
    }

    @Test
    void worthIsByTheClosesOfTheDayOverOneMarketOrTwo() {
        DayWorth dollars = in(DOLLAR);
        assertWorth("1000", dollars.on(FIRST, BITCOIN.id(), BigDecimal.TWO));
        assertWorth("800", dollars.on(SECOND, BITCOIN.id(), BigDecimal.TWO));
        assertWorth("40", dollars.on(SECOND, ETHER.id(), BigDecimal.TWO));
        assertWorth("2", dollars.on(SECOND, DOLLAR.id(), BigDecimal.TWO));
        assertWorth("0.005", in(BITCOIN).on(SECOND, DOLLAR.id(), BigDecimal.TWO));
        assertEquals(Optional.empty(), dollars.on(FIRST, ETHER.id(), BigDecimal.TWO), "a day without a close");
        assertEquals(Optional.empty(), dollars.on(SECOND, LONE.id(), BigDecimal.TWO), "an asset without a market");
    }

    @Test
    void pricesOfAMonthAreReadOnceAndTheirNumberIsBounded() {
        DayWorth dollars = in(DOLLAR);
        for (int day = 1; day <= 28; day++) {
            dollars.on(FIRST.withDayOfMonth(day), BITCOIN.id(), BigDecimal.ONE);
        }
        assertEquals(1, lookups);
        dollars.on(FIRST, ETHER.id(), BigDecimal.ONE);
        assertEquals(2, lookups, "the other market alone");
        Refusal refusal = assertThrows(Refusal.class, () -> {
            for (int month = 0; month <= DayWorth.PRICES_MAX / 56; month++) {
                dollars.on(SECOND.plusMonths(month), ETHER.id(), BigDecimal.ONE);
            }
        });
        assertTrue(String.valueOf(refusal.getMessage()).contains("asset"), refusal::toString);
    }
}
