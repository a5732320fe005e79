package com.flowex.wallet;

import static com.flowex.wallet.MarginWorld.asset;
import static com.flowex.wallet.MarginWorld.done;
import static com.flowex.wallet.MarginWorld.names;
import static com.flowex.wallet.MarginWorld.refused;
import static com.flowex.wallet.MarginWorld.terms;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceRepayingOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.TransferId;
import com.flowex.orderentry.LogTime;
import com.flowex.wallet.store.margin.LoanHistory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A loan or repayment by an order is seen in the wallet as any other: in the account, the pool's debts, interest and transactions. */
@Timeout(900)
class OrderLoanViewTest {

    private static final String CURVE = """
            [{"use":"0","hourly_rate":"0.00001"},{"use":"0.9","hourly_rate":"0.00005"},{"use":"1","hourly_rate":"0.001"}]""";

    private static final String DISCOUNTS = "[{\"volume_from\":\"2000\",\"discount\":\"0.1\"}]";

    @Test
    void aLoanByAnOrderIsSeenAsAnyOther() {
        try (MarginWorld margin = new MarginWorld()) {
            WalletWorld world = margin.world;
            done(200, margin.setTerms("BTC", terms(0, "1")));
            done(200, margin.setTerms("USDT", terms(0, "20000")));
            margin.costs("50000");
            fundPool(world);

            // Ada has 2,000 USDT, and the order needs 2,500.
            world.exchange.accepted(new PlaceBorrowingOrder(order(1, "borrows", Side.BUY, 5_000_000)));
            world.shown();

            JsonNode owing = asset(margin.account(world.ada), "USDT");
            assertEquals("500", owing.path("principal").asText(), owing.toString());
            assertEquals("0.005", owing.path("interest").asText(), owing.toString());
            assertEquals("2500", owing.path("balance").asText(), owing.toString());
            String debts =
                    done(200, margin.get("/pools/USDT/debts", world.admin)).toString();
            assertTrue(debts.contains("\"500\""), debts);
            String charges = done(200, margin.get("/interest", world.ada)).toString();
            assertTrue(charges.contains("0.005"), charges);
            String moved = done(200, world.server.get("/api/wallet/transactions", world.ada))
                    .toString();
            assertTrue(moved.contains("\"500\""), moved);
            assertTrue(new LoanHistory(world.stand.database())
                    .loans(margin.history(1), false, OptionalLong.empty())
                    .getFirst()
                    .isAutomatic());
            aRepaymentByAFillIsSeenAsAnyOther(margin);
            ratesFollowUseAndVolume(margin);
        }
    }

    /** Ada has traded for 2,750 USDT. After a loan the use that is shown is the one whose rate the loan has cost. */
    private static void ratesFollowUseAndVolume(MarginWorld margin) {
        WalletWorld world = margin.world;
        var usdt = world.reader.asset(1, "USDT");
        world.volumes =
                Map.of(usdt.id(), BigInteger.valueOf(2_750 * usdt.scale().unitsPerWhole()));
        JsonNode set = done(200, setRates(margin, 0, CURVE, DISCOUNTS));
        assertEquals("0.9", set.at("/rates/curve/1/use").asText(), set.toString());
        assertEquals("USDT", set.at("/rates/volume_currency").asText(), set.toString());
        assertEquals("2000", set.at("/rates/discounts/0/volume_from").asText(), set.toString());
        assertEquals("0.1", set.at("/rates/discounts/0/discount").asText(), set.toString());
        refused(409, "version_changed", setRates(margin, 0, CURVE, DISCOUNTS));
        namesWrongFields(margin);
        margin.feature(true);
        margin.costs("50000");
        done(201, margin.borrow(world.ada, "USDT", "1000", "by-use"));

        JsonNode pool = pool(margin);
        long rate = billionths(pool.path("pool_hourly_rate"));
        assertTrue(rate > 10_000 && rate < 50_000, pool.toString());
        assertEquals(
                Math.ceilDiv(rate * 9, 10L),
                billionths(asset(margin.account(world.ada), "USDT").path("hourly_rate")));
        JsonNode charge = done(200, margin.get("/interest", world.ada)).at("/items/0");
        assertEquals(Math.ceilDiv(rate * 9, 10L), billionths(charge.path("hourly_rate")), charge.toString());
        var rates = new LoanHistory(world.stand.database()).rates(1, usdt.id(), LogTime.Span.ALL, 9);
        assertEquals(rate, rates.getFirst().rateBillionths(), rates.toString());
        world.volumes = Map.of();
        assertEquals(rate, billionths(asset(margin.account(world.ada), "USDT").path("hourly_rate")));

        long version = pool.at("/rates/version").asLong();
        JsonNode none = done(200, setRates(margin, version, "[]", "[]"));
        assertEquals("0.00001", none.path("hourly_rate").asText(), none.toString());
    }

    private static void namesWrongFields(MarginWorld margin) {
        names("curve", setRates(margin, 0, "[{\"use\":\"0\",\"hourly_rate\":\"0\"}]", "[]"));
        names("curve.0.use", setRates(margin, 0, CURVE.replace("\"0\"", "\"0.1\""), "[]"));
        names("curve.1.use", setRates(margin, 0, CURVE.replace("0.9", "1"), "[]"));
        names("curve.1.hourly_rate", setRates(margin, 0, CURVE.replace("0.00005", "0.000001"), "[]"));
        names("curve.2.use", setRates(margin, 0, CURVE.replace("\"1\"", "\"0.95\""), "[]"));
        names("curve.2.hourly_rate", setRates(margin, 0, CURVE.replace("0.001", "0.0011"), "[]"));
        names("discounts.0.discount", setRates(margin, 0, "[]", DISCOUNTS.replace("0.1", "1.1")));
        names("discounts.0.volume_from", setRates(margin, 0, "[]", DISCOUNTS.replace("2000", "-1")));
        names(
                "volume_currency",
                margin.setTerms("USDT/rates", "{\"version\":0,\"curve\":[],\"discounts\":" + DISCOUNTS + "}"));
        names("discounts", margin.setTerms("USDT/rates", "{\"version\":0,\"curve\":[]}"));
    }

    private static TestAnswer setRates(MarginWorld margin, long version, String curve, String discounts) {
        String currency = discounts.equals("[]") ? "null" : "\"USDT\"";
        return margin.setTerms(
                "USDT/rates",
                "{\"version\":%d,\"curve\":%s,\"volume_currency\":%s,\"discounts\":%s}"
                        .formatted(version, curve, currency, discounts));
    }

    private static JsonNode pool(MarginWorld margin) {
        for (JsonNode pool : margin.pools()) {
            if (pool.path("currency").asText().equals("USDT")) {
                return pool;
            }
        }
        throw new AssertionError("no pool of USDT");
    }

    private static long billionths(JsonNode rate) {
        return new BigDecimal(rate.asText()).movePointRight(9).longValueExact();
    }

    /** Bob sells to ada's order, and ada sells a tenth of it back: 250 USDT less the fee repay. */
    private static void aRepaymentByAFillIsSeenAsAnyOther(MarginWorld margin) {
        WalletWorld world = margin.world;
        give(world, 2, "BTC", 5_000_000);
        give(world, 2, "USDT", 1_000 * world.reader.asset(1, "USDT").scale().unitsPerWhole());
        world.exchange.accepted(new PlaceOrder(order(2, "sells", Side.SELL, 5_000_000)));
        world.exchange.accepted(new PlaceOrder(order(2, "buys", Side.BUY, 500_000)));
        world.exchange.accepted(new PlaceRepayingOrder(order(1, "repays", Side.SELL, 500_000), false));
        world.shown();

        var repaid = new LoanHistory(world.stand.database())
                .loans(margin.history(1), true, OptionalLong.empty())
                .getFirst();
        assertTrue(repaid.isAutomatic(), repaid.toString());
        assertTrue(repaid.interestUnits() > 0, repaid.toString());
        JsonNode owing = asset(margin.account(world.ada), "USDT");
        assertEquals("0", owing.path("interest").asText(), owing.toString());
        assertEquals("2", owing.path("principal").asText().substring(0, 1), owing.toString());
    }

    private static OrderRequest order(long user, String id, Side side, long units) {
        return new OrderRequest(
                WalletWorld.account(user),
                ClientOrderId.of(id),
                new InstrumentId(1),
                side,
                new Quantity(units),
                new OrderTerms.Limit(new Price(5_000_000), TimeInForce.GTC, false));
    }

    private static void give(WalletWorld world, long user, String currency, long units) {
        world.exchange.accepted(new PostTransfer(new Transfer(
                new TransferId(78, units),
                AccountId.outsideOf(1),
                WalletWorld.account(user),
                new Amount(world.reader.asset(1, currency).id(), units),
                TransferKind.GENESIS)));
    }

    private static void fundPool(WalletWorld world) {
        var usdt = world.reader.asset(1, "USDT");
        long units = 10_000 * usdt.scale().unitsPerWhole();
        world.exchange.accepted(new PostTransfer(new Transfer(
                new TransferId(77, 1),
                AccountId.outsideOf(1),
                AccountId.lendingOf(1),
                new Amount(usdt.id(), units),
                TransferKind.GENESIS)));
    }
}
