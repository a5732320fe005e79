package com.flowex.wallet.app.convert;

import static com.flowex.wallet.app.convert.ConvertWorld.ADA;
import static com.flowex.wallet.app.convert.ConvertWorld.BTC;
import static com.flowex.wallet.app.convert.ConvertWorld.MAKER;
import static com.flowex.wallet.app.convert.ConvertWorld.MARKET;
import static com.flowex.wallet.app.convert.ConvertWorld.USDT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.testing.TestAnswer;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.platform.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Quote, order, settlement: the answer is what the log did, however often a process ends in between. */
@Timeout(900)
class ConvertTest {

    private static final long ONE_BTC = 100_000_000;
    private static final long ONE_USDT = 1_000_000;

    private final ConvertWorld world = new ConvertWorld();

    @BeforeEach
    void fund() {
        world.fund(ADA, USDT, 1_000 * ONE_USDT);
        world.fund(ADA, BTC, ONE_BTC);
        world.fund(MAKER, USDT, 100_000 * ONE_USDT);
        world.fund(MAKER, BTC, 10 * ONE_BTC);
    }

    @AfterEach
    void close() {
        sumsAreWhatTheyWere();
        world.close();
    }

    private void sumsAreWhatTheyWere() {
        for (var asset : List.of(BTC, USDT)) {
            long sum = 0;
            for (AccountId account : List.of(ADA, MAKER, AccountId.feesOf(1), AccountId.outsideOf(1))) {
                sum += world.balance(account, asset);
            }
            assertEquals(0, sum, asset.code());
        }
        assertEquals(0, world.held(ADA, USDT));
        assertEquals(0, world.held(ADA, BTC));
    }

    private String quoted(String from, String to, String amount) {
        TestAnswer quote = world.quote(from, to, amount);
        assertEquals(201, quote.status(), quote.text());
        return quote.json().path("id").asText();
    }

    private TestAnswer ended(String id) {
        Await.until(() -> !Set.of("quoted", "running")
                .contains(world.shown(id).json().path("status").asText()));
        return world.shown(id);
    }

    private void halted(MarketState state) {
        world.command(new ChangeMarketState(1, MARKET, state));
    }

    @Test
    void aSaleIsQuotedAndDoneAsQuoted() {
        world.rests(Side.BUY, 10_000, ONE_BTC);
        TestAnswer quote = world.quote("BTC", "USDT", "0.5");
        assertEquals(201, quote.status(), quote.text());
        assertEquals("0.5", quote.json().path("amount").asText());
        assertEquals("49.95", quote.json().path("receive").asText());
        assertEquals("0.05", quote.json().path("fee").asText());
        assertEquals("99.8", quote.json().path("price").asText());
        String id = quote.json().path("id").asText();

        TestAnswer answer = world.take(id, world.ada);

        assertEquals(202, answer.status(), answer.text());
        TestAnswer done = ended(id);
        assertEquals("completed", done.json().path("status").asText(), done.text());
        assertEquals("0.5", done.json().path("converted").asText());
        assertEquals("49.95", done.json().path("received").asText());
        assertEquals("execute", done.json().path("steps").path(0).path("name").asText());
        assertEquals("done", done.json().path("steps").path(1).path("status").asText());
        assertEquals(1_049_950_000, world.balance(ADA, USDT));
        assertEquals(200, world.take(id, world.ada).status());
        assertEquals(1_049_950_000, world.balance(ADA, USDT));
    }

    @Test
    void aPurchaseNeverCostsMoreThanItsAmountAndIsBetterWhereTheBookIs() {
        world.rests(Side.SELL, 10_000, ONE_BTC);
        TestAnswer quote = world.quote("USDT", "BTC", "50");
        assertEquals("100.2", quote.json().path("price").asText());
        assertEquals("49.9", quote.json().path("amount").asText(), quote.text());
        world.rests(Side.SELL, 9_000, ONE_BTC);
        String id = quote.json().path("id").asText();
        world.take(id, world.ada);

        TestAnswer done = ended(id);
        assertEquals("completed", done.json().path("status").asText(), done.text());
        assertEquals("44.91", done.json().path("converted").asText());
        assertEquals(955_090_000, world.balance(ADA, USDT));
    }

    @Test
    void unfilledPartOfAConversionStaysWithTheCaller() {
        world.rests(Side.SELL, 10_000, ONE_BTC);
        String moved = quoted("USDT", "BTC", "100");
        String less = quoted("USDT", "BTC", "100");
        world.command(new CancelOrders(MAKER, null, null, CancelReason.REQUESTED));
        world.rests(Side.SELL, 12_000, ONE_BTC);

        world.take(moved, world.ada);
        TestAnswer nothing = ended(moved);
        assertEquals("failed", nothing.json().path("status").asText(), nothing.text());
        assertEquals("no_liquidity", nothing.json().path("code").asText());
        assertEquals("0", nothing.json().path("converted").asText());
        assertEquals(1_000 * ONE_USDT, world.balance(ADA, USDT));

        world.rests(Side.SELL, 10_000, ONE_BTC / 10);
        world.take(less, world.ada);
        TestAnswer partly = ended(less);
        assertEquals("partly", partly.json().path("status").asText(), partly.text());
        assertEquals("10", partly.json().path("converted").asText());
        assertEquals("0.0999", partly.json().path("received").asText());
    }

    @Test
    void unquotableConversionIsRefusedByName() {
        assertEquals("no_liquidity", world.quote("USDT", "BTC", "10").code());
        assertEquals("unknown_instrument", world.quote("ETH", "BTC", "1").code());
        assertEquals("invalid_field", world.quote("BTC", "BTC", "1").code());
        assertEquals("unknown_asset", world.quote("BTC", "XYZ", "1").code());
        world.rests(Side.SELL, 10_000, ONE_BTC);
        assertEquals("insufficient_funds", world.quote("USDT", "BTC", "5000").code());
        halted(MarketState.HALTED);
        assertEquals("instrument_halted", world.quote("USDT", "BTC", "10").code());
    }

    @Test
    void aMarketThatIsHaltedBehindTheQuoteFailsTheConvertAndNothingMoves() {
        world.rests(Side.SELL, 10_000, ONE_BTC);
        String id = quoted("USDT", "BTC", "100");
        halted(MarketState.HALTED);
        world.take(id, world.ada);

        TestAnswer done = ended(id);
        assertEquals("failed", done.json().path("status").asText(), done.text());
        assertEquals("instrument_halted", done.json().path("code").asText());
        assertEquals(1_000 * ONE_USDT, world.balance(ADA, USDT));
    }

    @Test
    void anExpiredQuoteAndAnothersAreRefused() {
        world.rests(Side.SELL, 10_000, ONE_BTC);
        String id = quoted("USDT", "BTC", "100");
        assertEquals(404, world.take(id, world.bob).status());
        assertEquals(
                404, world.server.get("/api/wallet/converts/" + id, world.bob).status());
        assertEquals(
                404,
                world.take("00000000-0000-7000-8000-000000000000", world.ada).status());
        assertEquals("invalid_field", world.take("x", world.ada).code());
        world.now.updateAndGet(at -> at.plus(Duration.ofMinutes(1)));
        TestAnswer expired = world.take(id, world.ada);
        assertEquals(409, expired.status());
        assertEquals("quote_expired", expired.code());
        assertEquals("quoted", world.shown(id).json().path("status").asText());
    }

    /** A process was killed behind its order, before it wrote that down: the next one gets the same order. */
    @Test
    void anOrderThatWasPlacedBeforeItsProcessEndedIsNotPlacedAgain() {
        world.rests(Side.SELL, 10_000, ONE_BTC);
        TestAnswer quote = world.quote("USDT", "BTC", "50.1");
        String id = quote.json().path("id").asText();
        world.command(new PlaceOrder(new OrderRequest(
                ADA,
                ClientOrderId.of(id),
                MARKET,
                Side.BUY,
                new Quantity(ONE_BTC / 2),
                new OrderTerms.Limit(new Price(10_020), TimeInForce.IOC, false),
                SelfTradePrevention.NONE)));
        assertEquals(950 * ONE_USDT, world.balance(ADA, USDT));

        world.take(id, world.ada);

        TestAnswer done = ended(id);
        assertEquals("completed", done.json().path("status").asText(), done.text());
        assertEquals("50", done.json().path("converted").asText());
        assertEquals(950 * ONE_USDT, world.balance(ADA, USDT));
    }

    /** The same between the order and its settlement; and where the log does not answer for a while. */
    @Test
    void anotherProcessGoesOnWhereTheOneEnded() {
        world.rests(Side.SELL, 10_000, ONE_BTC);
        String id = quoted("USDT", "BTC", "50.1");
        world.shows = false;
        world.exchange.answerInstead(_ -> new Outcome.Unknown());
        world.take(id, world.ada);
        Await.until(() -> world.shown(id).text().contains("retrying"));
        world.exchange.answerItself();
        Await.until(() -> world.shown(id).text().contains("waiting"));
        world.begin();
        world.shows = true;

        assertEquals("completed", ended(id).json().path("status").asText());
        assertEquals(950 * ONE_USDT, world.balance(ADA, USDT));
    }

    /** Goal: none lost, none twice, no deadlock. Method: many at once on one account, each taken by several at the same moment. */
    @Test
    void concurrentConversionsAreEachDoneOnce() {
        world.rests(Side.SELL, 10_000, 5 * ONE_BTC);
        world.rests(Side.BUY, 9_990, 5 * ONE_BTC);
        List<String> quotes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            quotes.add(i % 2 == 0 ? quoted("USDT", "BTC", "1.002") : quoted("BTC", "USDT", "0.01"));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(32)) {
            List<CompletableFuture<Integer>> taken = new ArrayList<>();
            for (String quote : quotes) {
                for (int times = 0; times < 3; times++) {
                    taken.add(CompletableFuture.supplyAsync(
                            () -> world.take(quote, world.ada).status(), threads));
                }
            }
            List<Integer> statuses = taken.stream().map(CompletableFuture::join).toList();
            assertEquals(100, statuses.stream().filter(status -> status == 202).count());
            assertTrue(Set.of(200, 202).containsAll(statuses), statuses.toString());
        }
        quotes.forEach(quote ->
                assertEquals("completed", ended(quote).json().path("status").asText()));
        // 50 times bought 0.01 for 1 less 0.00001, 50 times sold 0.01 for 0.999 less 0.000999.
        assertEquals(ONE_BTC - 50 * 1_000, world.balance(ADA, BTC));
        assertEquals(1_000 * ONE_USDT - 50 * ONE_USDT + 50 * (999_000 - 999), world.balance(ADA, USDT));
    }
}
