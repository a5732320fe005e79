package com.flowex.marketdata.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.order.Side;
import com.flowex.marketdata.view.Candles;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CandleTest {

    /** Goal: folding up in steps loses nothing. Method: random trades folded at once and by way of what is stored. */
    @ParameterizedTest
    @EnumSource
    void candlesAggregatedFromStoredOnesEqualThoseOfTrades(Interval interval) {
        Random random = new Random(interval.seconds());
        List<Candle> trades = new ArrayList<>();
        long second = 1_700_000_000L;
        for (int i = 0; i < 20_000; i++) {
            second += random.nextInt(400);
            PublicTrade trade =
                    trade(second, 1 + random.nextInt(1_000), 1 + random.nextInt(50), random.nextInt(9), i % 3 == 0);
            trades.add(Candle.of(second, trade));
        }

        List<Candle> direct = Candle.merge(trades, interval);

        List<Candle> seconds = Candle.merge(trades, Interval.ONE_SECOND);
        assertEquals(direct, Candle.merge(Candle.merge(seconds, interval.stored()), interval));
        assertEquals(20_000, direct.stream().mapToLong(Candle::trades).sum());
        for (Candle candle : direct) {
            assertEquals(candle.openSeconds(), interval.openOf(candle.openSeconds()));
            assertTrue(candle.lowUnits() <= Math.min(candle.openUnits(), candle.closeUnits()));
            assertTrue(candle.highUnits() >= Math.max(candle.openUnits(), candle.closeUnits()));
        }
    }

    @Test
    void sumsDoNotOverflow() {
        PublicTrade most = trade(0, 1, Long.MAX_VALUE, Long.MAX_VALUE, true);

        Candle sum = Candle.of(0, most).followedBy(Candle.of(0, most), 0);

        assertEquals(BigInteger.valueOf(Long.MAX_VALUE).shiftLeft(1), sum.volumeUnits());
        assertEquals(sum.volumeUnits(), sum.takers().boughtUnits());
        Candles candles = new Candles();
        candles.add(most);
        candles.add(most);
        assertEquals(List.of(sum), candles.minutes());
    }

    @Test
    void aWeekStartsOnMonday() {
        for (long second = 0; second < 3_000_000; second += 86_400) {
            var open = Instant.ofEpochSecond(Interval.ONE_WEEK.openOf(second)).atZone(ZoneOffset.UTC);
            assertEquals(DayOfWeek.MONDAY, open.getDayOfWeek());
        }
    }

    @Test
    void threeDaysAreCountedFrom1970AndMonthsByTheCalendar() {
        long leapDay = Instant.parse("2024-02-29T23:59:59Z").getEpochSecond();
        assertEquals(Instant.parse("2024-02-01T00:00:00Z"), Instant.ofEpochSecond(Interval.ONE_MONTH.openOf(leapDay)));
        assertEquals(
                Instant.parse("2024-03-01T00:00:00Z"),
                Instant.ofEpochSecond(Interval.ONE_MONTH.closeOf(Interval.ONE_MONTH.openOf(leapDay))));
        assertEquals(0, Interval.THREE_DAYS.openOf(3 * 86_400 - 1));
        assertEquals(3 * 86_400, Interval.THREE_DAYS.openOf(3 * 86_400));
    }

    @Test
    void everyIntervalIsAWholeNumberOfStoredOnes() {
        for (Interval interval : Interval.values()) {
            assertEquals(interval.seconds(), interval.stored().seconds() * interval.storedPerCandle());
            assertTrue(interval.storedPerCandle() <= 31);
        }
    }

    @Test
    void onlyCandlesChangedSinceTheirStorageAreDirty() {
        Candles candles = new Candles();
        candles.add(trade(0, 5, 1, 1, true));
        candles.add(trade(60, 6, 1, 1, true));
        candles.clean();
        assertEquals(List.of(), candles.dirty(Interval.ONE_MINUTE));

        candles.add(trade(61, 7, 1, 1, false));

        assertEquals(List.of(60L), opens(candles.dirty(Interval.ONE_MINUTE)));
        Candle hour = candles.dirty(Interval.ONE_HOUR).getFirst();
        assertEquals(5, hour.openUnits());
        assertEquals(7, hour.closeUnits());
        assertEquals(3, hour.trades());
    }

    @Test
    void minutesMoreThanADayOlderThanTheLastTradeAreForgottenButTheLastOfThem() {
        Candles candles = new Candles();
        for (long minute = 0; minute < 2_000; minute++) {
            candles.add(trade(minute * 60, 5, 1, 1, true));
            candles.clean();
        }

        assertEquals(1_442, candles.minutes().size());
    }

    private static PublicTrade trade(long second, long price, long quantity, long quote, boolean buys) {
        return new PublicTrade(second, 0, price, quantity, quote, buys ? Side.BUY : Side.SELL, second * 1_000_000_000L);
    }

    private static List<Long> opens(List<Candle> candles) {
        return candles.stream().map(Candle::openSeconds).toList();
    }
}
