package com.flowex.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.strategies.app.run.market.LiveMinutes;
import com.flowex.strategies.app.run.market.MinuteCandles;
import com.flowex.strategy.data.BarInterval;
import com.flowex.strategy.data.DataRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Goal: a live run gets each minute that has closed, once, wherever in a minute it looks. */
class LiveMinutesTest {

    private static final long START = 1_800_000_000L;

    @Test
    void aMinuteThatHasNotClosedIsNotTaken() {
        MinuteCandles candles = new MinuteCandles(new Rising(), TestMarket.LISTED.named(1, "BTC-USDT"), START);
        LiveMinutes minutes = new LiveMinutes(Map.of("BTC-USDT", candles), START);
        minutes.subscribe(List.of(new DataRequest.Bars("BTC-USDT", BarInterval.parse("1m"))));

        assertTrue(minutes.next(START + 59).isEmpty());
        for (long minute = 1; minute <= 10; minute++) {
            LiveMinutes.Minute closed =
                    minutes.next(START + minute * 60 + 7 * minute % 60).orElseThrow();
            assertEquals(START + minute * 60, closed.endSeconds());
            assertEquals(1, closed.bars().size(), "minute " + minute);
            assertEquals(
                    (START + minute * 60 - 60) * 1_000_000_000L,
                    closed.bars().getFirst().openNanos());
        }
    }
}
