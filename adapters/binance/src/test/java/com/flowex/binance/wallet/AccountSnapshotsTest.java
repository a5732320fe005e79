package com.flowex.binance.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.binance.call.Params;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.dialect.CodedRefusal;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Scale;
import com.flowex.marketdata.store.Candle;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Refusal;
import com.flowex.wallet.WalletFacade.PastBalance;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goal: snapshots of the days that are over, at prices of then; a wrong parameter has Binance's code. */
class AccountSnapshotsTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-11-26T00:00:00Z");

    private static final Asset BTC = new Asset(1, new AssetId(1), "BTC", new Scale(8), 21_000_000);
    private static final Asset ETH = new Asset(1, new AssetId(2), "ETH", new Scale(8), 21_000_000);
    private static final Asset USDT = new Asset(1, new AssetId(3), "USDT", new Scale(6), 1_000_000_000);
    private static final Asset ODD = new Asset(1, new AssetId(4), "ODD", new Scale(2), 1_000_000_000);
    private static final Map<AssetId, Asset> ASSETS =
            Map.of(BTC.id(), BTC, ETH.id(), ETH, USDT.id(), USDT, ODD.id(), ODD);

    private static ListedMarket market(int id, Asset base, Asset quote) {
        return new ListedMarket(
                new Instrument(
                        1,
                        new InstrumentId(id),
                        base.code() + "-" + quote.code(),
                        base.id(),
                        quote.id(),
                        new InstrumentRules(new Scale(2), 1, 1_000_000_000, 1_000, 1_000, 100_000_000_000L, 0),
                        new FeeRates(1_000, 1_000)),
                base,
                quote,
                MarketState.OPEN,
                0);
    }

    private static Candle candle(Instant day, long closeUnits) {
        return new Candle(
                day.getEpochSecond(),
                closeUnits,
                closeUnits,
                closeUnits,
                closeUnits,
                BigInteger.ONE,
                BigInteger.ONE,
                1,
                new Candle.TakerTotals(1, 1, BigInteger.ONE, BigInteger.ONE));
    }

    private static List<Instant> ends(String... parameters) {
        Map<String, String> sent = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            sent.put(parameters[i], parameters[i + 1]);
        }
        return AccountSnapshots.ends(new Params(sent), NOW);
    }

    private static String millis(Instant at) {
        return Long.toString(at.toEpochMilli());
    }

    @Test
    void theNewestDaysThatAreOverAreShownOldestFirst() {
        List<Instant> week = ends();
        assertEquals(7, week.size());
        assertEquals(MIDNIGHT, week.getLast());
        assertEquals(MIDNIGHT.minus(Duration.ofDays(6)), week.getFirst());
        assertEquals(30, ends("limit", "30").size());

        Instant from = Instant.parse("2026-11-20T18:00:00Z");
        Instant to = Instant.parse("2026-11-23T18:00:00Z");
        List<Instant> period = ends("startTime", millis(from), "endTime", millis(to));
        assertEquals(Instant.parse("2026-11-21T00:00:00Z"), period.getFirst());
        assertEquals(Instant.parse("2026-11-23T00:00:00Z"), period.getLast());
        assertEquals(3, period.size());
        assertEquals(List.of(), ends("startTime", millis(NOW.minusSeconds(60)), "endTime", millis(NOW)));
        assertEquals(MIDNIGHT, ends("endTime", "4000000000000").getLast(), "nothing of the future");
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 6, -3026",
        "limit, 31, -3026",
        "limit, much, -1100",
        "startTime, 1, -3026",
        "startTime, 4000000000000, -3026",
        "endTime, 1, -3026",
        "type, MARGIN, -1020",
        "type, FUTURES, -1020",
        "type, spot, -3026",
    })
    void invalidParametersHaveTheirErrorNumbers(String name, String value, int number) {
        Refusal refused = assertThrows(Refusal.class, () -> {
            AccountSnapshots.requireSpot(name.equals("type") ? value : "SPOT");
            ends(name, value);
        });
        assertEquals(number, numberOf(refused), refused.getMessage());
    }

    private static int numberOf(Refusal refused) {
        return refused instanceof CodedRefusal coded ? coded.coded().number() : BinanceErrorCode.UNKNOWN.number();
    }

    @Test
    void dayIsValuedAtItsLastPricesAndUnpricedAssetsAreNamed() {
        ListedMarket bitcoin = market(1, BTC, USDT);
        ListedMarket ether = market(2, ETH, USDT);
        Instant yesterday = MIDNIGHT.minus(Duration.ofDays(1));
        DayPrices prices = new DayPrices(
                List.of(bitcoin, ether),
                listed -> listed.equals(bitcoin)
                        ? List.of(candle(yesterday, 5_000_000), candle(MIDNIGHT, 9_000_000))
                        : List.of(candle(yesterday.minus(Duration.ofDays(20)), 250_000)));

        var snapshot = AccountSnapshots.snapshot(
                Map.of(
                        BTC.id(), new PastBalance(100_000_000, 25_000_000),
                        ETH.id(), new PastBalance(200_000_000, 0),
                        USDT.id(), new PastBalance(5_000_000_000L, 0),
                        ODD.id(), new PastBalance(100, 0)),
                ASSETS::get,
                prices,
                MIDNIGHT);

        assertEquals(MIDNIGHT.minusSeconds(1).toEpochMilli(), snapshot.updateTime());
        assertEquals("spot", snapshot.type());
        assertEquals("1.20000000", snapshot.data().totalAssetOfBtc(), "1 + 2 x 2500/50000 + 5000/50000");
        assertEquals(List.of("ODD"), snapshot.data().notValued());
        assertEquals(
                new AccountSnapshots.BalanceLine("BTC", "0.75", "0.25"),
                snapshot.data().balances().getFirst());
        var before = AccountSnapshots.snapshot(
                Map.of(USDT.id(), new PastBalance(5_000_000_000L, 0)), ASSETS::get, prices, yesterday);
        assertEquals("0.00000000", before.data().totalAssetOfBtc());
        assertEquals(List.of("USDT"), before.data().notValued(), "no trade by then");
    }
}
