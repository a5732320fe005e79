package com.flowex.app.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.Scale;
import com.flowex.marketdata.store.Listing;
import com.flowex.marketdata.view.PriorHistory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PriceModelTest {

    private static final RecordedTrades RECORDING = RecordedTrades.load();
    private static final long TURN_MILLIS = RECORDING.lengthSeconds() * 1_000;

    @Test
    void theRecordingHasEveryTradeOfTheFile() {
        assertEquals(100_000, RECORDING.size());
        assertEquals(80_001, RECORDING.priceCents(0));
        assertEquals(99_900, RECORDING.priceCents(RECORDING.size() - 1));
        assertEquals(129_263_310, RECORDING.volumeSatoshi(RECORDING.size() - 2, RECORDING.size() - 1));
        assertEquals(576_125, RECORDING.lengthSeconds());
    }

    @Test
    void severalTradesOfOneSecondAreAllPlayed() {
        assertEquals(0, RECORDING.placeAt(0));
        assertEquals(0, RECORDING.placeAt(12));
        assertTrue(RECORDING.placeAt(13) >= 3);
        assertEquals(RECORDING.size() - 1, RECORDING.placeAt(RECORDING.lengthSeconds()));
    }

    @Test
    void theRecordingIsPlayedForwardThenBackwardWithoutAJump() {
        RecordedPriceModel script = new RecordedPriceModel(RECORDING, 1, 1_000);
        long forward = script.step(2 * TURN_MILLIS + TURN_MILLIS - 60_000).fairUnits();
        long end = script.step(2 * TURN_MILLIS + TURN_MILLIS).fairUnits();
        long backward = script.step(2 * TURN_MILLIS + TURN_MILLIS + 60_000).fairUnits();
        long begin = script.step(4 * TURN_MILLIS).fairUnits();

        assertEquals(99_900, end);
        assertEquals(forward, backward);
        assertEquals(80_001, begin);
    }

    @Test
    void twoScriptsThatStartAtDifferentTimesAreAtTheSamePlace() {
        RecordedPriceModel early = new RecordedPriceModel(RECORDING, 7, 1_000);
        RecordedPriceModel late = new RecordedPriceModel(RECORDING, 7, 1_000);
        for (long millis = 0; millis < 1_000_000; millis += 500) {
            early.step(millis);
        }

        assertEquals(late.step(1_000_000).fairUnits(), early.step(1_000_000).fairUnits());
    }

    @Test
    void takersFollowTheRecordedVolumeInWholeLots() {
        RecordedPriceModel script = new RecordedPriceModel(RECORDING, 1, 1_000);
        assertEquals(Optional.empty(), script.step(0).take());

        PriceModel.Take take = script.step(13_000).take().orElseThrow();

        assertEquals(Side.BUY, take.side());
        assertEquals(0, take.quantityUnits() % 1_000);
        assertTrue(take.quantityUnits() > 0);
    }

    @Test
    void theMadeUpPriceIsAPureFunctionOfSeedAndTimeAndStaysNearItsBase() {
        SyntheticPriceModel one = new SyntheticPriceModel(7, 8_000, 10_000);
        SyntheticPriceModel other = new SyntheticPriceModel(7, 8_000, 10_000);
        long least = Long.MAX_VALUE;
        long most = 0;
        for (long millis = 1_800_000_000_000L; millis < 1_800_000_000_000L + 90 * 86_400_000L; millis += 600_000) {
            long price = one.priceAt(millis);
            assertEquals(price, other.priceAt(millis));
            least = Math.min(least, price);
            most = Math.max(most, price);
        }
        assertTrue(least >= 8_000 - 8_000 * 52 / 1_000);
        assertTrue(most <= 8_000 + 8_000 * 52 / 1_000);
        assertTrue(most - least > 100, "it moves by more than 1.00 within three months");
    }

    @Test
    void theMadeUpPriceNeverJumps() {
        SyntheticPriceModel script = new SyntheticPriceModel(7, 8_000, 10_000);
        long last = script.priceAt(1_800_000_000_000L);
        for (long millis = 1_800_000_000_000L; millis < 1_800_086_400_000L; millis += 500) {
            long price = script.priceAt(millis);
            assertTrue(Math.abs(price - last) <= 2, "at most 0.02 within half a second");
            last = price;
        }
    }

    @Test
    void takersOfTheMadeUpMarketTradeBothWays() {
        SyntheticPriceModel script = new SyntheticPriceModel(7, 8_000, 10_000);
        boolean bought = false;
        boolean sold = false;
        for (int i = 0; i < 1_000; i++) {
            Optional<PriceModel.Take> take =
                    script.step(1_800_000_000_000L + 500L * i).take();
            bought |= take.filter(one -> one.side() == Side.BUY).isPresent();
            sold |= take.filter(one -> one.side() == Side.SELL).isPresent();
            assertFalse(take.filter(one -> one.quantityUnits() % 10_000 != 0).isPresent());
        }
        assertTrue(bought && sold);
    }

    @Test
    void theHistoryOfAMarketLeadsToItsFirstPriceAndIsTheSameEachTime() {
        long listed = 1_795_000_123_456_789_012L;
        Listing btc = new Listing(1, 1, "BTC-USDT", new Scale(2), new Scale(8), new Scale(6));
        Listing eth = new Listing(1, 2, "ETH-USDT", new Scale(2), new Scale(8), new Scale(6));
        RecordedPriceModel played = new RecordedPriceModel(RECORDING, 5, 1_000);
        DemoHistory history = new DemoHistory(5);
        for (Listing market : List.of(btc, eth)) {
            PriorHistory.Past past = history.before(market, listed).orElseThrow();

            assertEquals(past, history.before(market, listed).orElseThrow());
            assertEquals(401, past.days().size());
            assertTrue(past.hours().size() > 36 * 24, "hours " + past.hours().size());
            assertTrue(
                    past.minutes().size() > 10_000, "minutes " + past.minutes().size());
            assertTrue(past.minutes().getFirst().openSeconds() <= listed / 1_000_000_000L - 7 * 86_400);
            assertTrue(past.seconds().getLast().openSeconds() < listed / 1_000_000_000L);
            assertTrue(
                    past.volumes().size() > 24 * 7, "volumes " + past.volumes().size());
        }
        assertEquals(
                played.step(listed / 1_000_000_000L * 1_000).fairUnits(),
                history.before(btc, listed).orElseThrow().minutes().getLast().closeUnits());
        assertEquals(
                Optional.empty(),
                history.before(new Listing(2, 9, "BTC-USDT", btc.price(), btc.base(), btc.quote()), listed));
    }
}
