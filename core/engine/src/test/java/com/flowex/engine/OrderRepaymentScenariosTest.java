package com.flowex.engine;

import static com.flowex.engine.LiquidationScenario.ADA;
import static com.flowex.engine.LiquidationScenario.BOB;
import static com.flowex.engine.LiquidationScenario.COIN;
import static com.flowex.engine.LiquidationScenario.COINS;
import static com.flowex.engine.LiquidationScenario.CYD;
import static com.flowex.engine.LiquidationScenario.DOLLAR;
import static com.flowex.engine.LiquidationScenario.INSURANCE;
import static com.flowex.engine.LiquidationScenario.POOL;
import static com.flowex.engine.LiquidationScenario.SECOND;
import static com.flowex.engine.LiquidationScenario.limit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.account.OrderQuota;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceRepayingOrder;
import com.flowex.domain.command.RepriceOrder;
import com.flowex.domain.command.RestrictAccount;
import com.flowex.domain.command.SetMarginTerms;
import com.flowex.domain.command.SetOrderQuota;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.margin.MarginTier;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TradeId;
import com.flowex.domain.value.TransferId;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Orders that repay: section 12 of the trading rules, by rules 12. Coins cost 10.00; ada has 2,000 dollars. The engine is
 * restored from a snapshot after each command.
 */
class OrderRepaymentScenariosTest {

    private static final OrderTerms AT_TEN = limit("10.00", TimeInForce.GTC);

    private final LiquidationScenario scenario = new LiquidationScenario();

    private String buys(String quantity, OrderTerms terms) {
        return scenario.placesRepaying(ADA, Side.BUY, quantity, terms, false);
    }

    private String sells(String quantity, OrderTerms terms) {
        return scenario.placesRepaying(ADA, Side.SELL, quantity, terms, false);
    }

    private String bobBuys(String quantity, String price) {
        return scenario.places(BOB, COINS, Side.BUY, quantity, price);
    }

    private String bobSells(String quantity) {
        return scenario.places(BOB, COINS, Side.SELL, quantity, "10.00");
    }

    /** Ada owes 500 dollars and has 100 coins. */
    private void adaOwesDollars() {
        scenario.borrows(ADA, DOLLAR, "500.00");
        scenario.gives(ADA, COIN, 10_000);
    }

    @Test
    void eachPartOfASaleThatRestsRepays() {
        adaOwesDollars();
        assertEquals("", sells("60.00", AT_TEN));

        assertEquals("BUY 2000 @ 1000, 1000 pays 4 20000 of 2", bobBuys("20.00", "10.00"));
        assertEquals("30000 + 0", scenario.owes(ADA, DOLLAR));
        assertEquals("BUY 2500 @ 1000, 1000 pays 4 25000 of 2", bobBuys("25.00", "10.00"));
        assertEquals("5000 + 0", scenario.owes(ADA, DOLLAR));
        assertEquals(250_000, scenario.has(ADA, DOLLAR));
        assertEquals("BUY 1500 @ 1000, 1000 pays 4 5000 of 2", bobBuys("15.00", "10.00"));
        assertEquals("", scenario.owes(ADA, DOLLAR));
        assertEquals(260_000, scenario.has(ADA, DOLLAR));
        assertEquals(10_000_000, scenario.has(POOL, DOLLAR));
    }

    @Test
    void aPurchaseRepaysCoinsAndKeepsWhatIsMore() {
        scenario.adaSellsShort();
        bobSells("40.00");
        bobSells("80.00");

        assertEquals(
                "BUY 4000 @ 1000, 1000 pays 4 4000 of 1, BUY 8000 @ 1000, 1000 pays 4 6000 of 1",
                buys("120.00", OrderTerms.Market.MARKET));
        assertEquals("", scenario.owes(ADA, COIN));
        assertEquals(2_000, scenario.has(ADA, COIN));
        assertEquals(180_000, scenario.has(ADA, DOLLAR));
    }

    @Test
    void bothSidesOfATradeRepayTheMakerFirst() {
        adaOwesDollars();
        scenario.gives(CYD, DOLLAR, 200_000);
        scenario.borrows(CYD, COIN, "50.00");
        sells("60.00", AT_TEN);

        assertEquals(
                "BUY 6000 @ 1000, 1000 pays 4 50000 of 2, 1002 pays 4 5000 of 1",
                scenario.placesRepaying(CYD, Side.BUY, "70.00", AT_TEN, false));
        assertEquals(260_000, scenario.has(ADA, DOLLAR));
        assertEquals(6_000, scenario.has(CYD, COIN));
    }

    /** Ada's own purchase pays her own sale: the dollars come back to her and go on to the pool. */
    @Test
    void aTradeWithItselfRepays() {
        adaOwesDollars();
        sells("10.00", AT_TEN);

        assertEquals(
                "BUY 1000 @ 1000, 1000 pays 4 10000 of 2", scenario.places(ADA, COINS, Side.BUY, "10.00", "10.00"));
        assertEquals(240_000, scenario.has(ADA, DOLLAR));
        assertEquals("40000 + 0", scenario.owes(ADA, DOLLAR));
    }

    @Test
    void nothingIsRepaidWhereNothingIsOwed() {
        scenario.gives(ADA, COIN, 10_000);
        scenario.borrows(ADA, COIN, "10.00");
        bobBuys("20.00", "10.00");

        assertEquals("SELL 2000 @ 1000", sells("20.00", AT_TEN));
        assertEquals("1000 + 0", scenario.owes(ADA, COIN));
    }

    /**
     * A loan of 100.00 costs 0.01 an hour. 5 coins bring 50.00 less a fee of 0.05; after an hour that is not charged
     * yet, 0.02 of that pay interest.
     */
    @Test
    void theFeeIsTakenFirstThenInterestIsPaidThenPrincipal() {
        MarginTerms costly =
                new MarginTerms(new Scale(2), 0, List.of(new MarginTier(0, 50_000, 40_000)), 10_000_000, 100_000);
        scenario.apply(new SetMarginTerms(1, DOLLAR, costly));
        scenario.chargesFees();
        scenario.borrows(ADA, DOLLAR, "100.00");
        scenario.gives(ADA, COIN, 1_000);
        assertEquals("10000 + 1", scenario.owes(ADA, DOLLAR));
        sells("10.00", AT_TEN);
        scenario.waits(3_600 * SECOND);

        assertEquals("BUY 500 @ 1000, 1000 pays 4 4995 of 2", bobBuys("5.00", "10.00"));
        assertEquals("5007 + 0", scenario.owes(ADA, DOLLAR));
        assertEquals("BUY 500 @ 1000, 1000 pays 4 4995 of 2", bobBuys("5.00", "10.00"));
        assertEquals("12 + 0", scenario.owes(ADA, DOLLAR));
    }

    /** Ada owes 300 dollars, has no coins, borrows the 20 that she sells, and owes 100 dollars afterwards. */
    @Test
    void anOrderBorrowsWhatItSellsAndRepaysWhatItGets() {
        scenario.borrows(ADA, DOLLAR, "300.00");
        bobBuys("20.00", "10.00");

        assertEquals(
                "4 pays 1000 2000 of 1, SELL 2000 @ 1000, 1000 pays 4 20000 of 2",
                scenario.placesRepaying(ADA, Side.SELL, "20.00", AT_TEN, true));
        assertEquals("10000 + 0", scenario.owes(ADA, DOLLAR));
        assertEquals("2000 + 0", scenario.owes(ADA, COIN));
    }

    @Test
    void anOrderThatOnlyRepaysBorrowsNothing() {
        assertEquals("insufficient_funds", sells("20.00", AT_TEN));
        assertEquals("insufficient_funds", buys("300.00", AT_TEN));
    }

    @Test
    void anOrderWithAnotherPriceStillRepays() {
        adaOwesDollars();
        sells("60.00", limit("11.00", TimeInForce.GTC));
        scenario.apply(new RepriceOrder(ADA, new OrderId(1), new Price(1_000)));

        assertEquals("BUY 1000 @ 1000, 1000 pays 4 10000 of 2", bobBuys("10.00", "10.00"));
        scenario.apply(CancelOrders.allOf(ADA));
        assertEquals("40000 + 0", scenario.owes(ADA, DOLLAR));
    }

    /** The shown part of an iceberg is refreshed in between. */
    @Test
    void anIcebergRepaysByEachPart() {
        adaOwesDollars();
        OrderTerms iceberg = new OrderTerms.Limit(new Price(1_000), TimeInForce.GTC, 0, false, new Quantity(1_000));
        sells("60.00", iceberg);

        assertEquals("BUY 1000 @ 1000, 1000 pays 4 10000 of 2", bobBuys("10.00", "10.00"));
        assertEquals("BUY 500 @ 1000, 1000 pays 4 5000 of 2", bobBuys("5.00", "10.00"));
    }

    /** 1,010 sellers are more than a command meets: the order waits on its way, restored, and repays all the same. */
    @Test
    void anOrderThatIsNotThroughWithTheBookRepaysWhenItGoesOn() {
        scenario.adaSellsShort();
        scenario.borrows(ADA, COIN, "0.60");
        scenario.apply(new SetOrderQuota(BOB, new OrderQuota(2_000, 5_000)));
        for (int i = 0; i < 1_010; i++) {
            bobSells("0.10");
        }
        buys("101.00", AT_TEN);
        assertEquals("60 + 0", scenario.owes(ADA, COIN));

        scenario.looks();
        assertEquals("", scenario.owes(ADA, COIN));
        assertEquals(100, scenario.has(ADA, COIN));
    }

    @Test
    void aRestrictedAccountRepaysByWhatItMaySell() {
        adaOwesDollars();
        bobBuys("20.00", "10.00");
        scenario.apply(new RestrictAccount(ADA, AccountRestriction.REDUCE_ONLY));

        assertEquals("account_restricted", scenario.placesRepaying(ADA, Side.SELL, "1.00", AT_TEN, true));
        assertEquals("SELL 2000 @ 1000, 1000 pays 4 20000 of 2", sells("20.00", AT_TEN));
    }

    @Test
    void aLiquidationEndsOrdersThatRepay() {
        scenario.adaSellsShort();
        buys("1.00", limit("9.00", TimeInForce.GTC));

        String liquidation = scenario.coinCosts("28.00");

        assertTrue(liquidation.contains("ended account_restricted"), liquidation);
        assertEquals("account_restricted", buys("1.00", AT_TEN));
    }

    @Test
    void rulesBeforeTheTwelfthKnowNoOrderThatRepays() {
        LiquidationScenario older = new LiquidationScenario(11);

        assertEquals("rules_too_old", older.placesRepaying(ADA, Side.BUY, "1.00", AT_TEN, false));
        assertEquals("rules_too_old", older.placesRepaying(ADA, Side.BUY, "1.00", AT_TEN, true));
    }

    /** A debt needs terms of its asset, and a customer. */
    @Test
    void onlyWhatCanBeOwedIsRepaid() {
        InstrumentId pebbles = scenario.listsAnAssetThatIsNotLent();
        OrderRequest order = scenario.order(ADA, pebbles, Side.BUY, "1.00", AT_TEN);

        assertEquals("lending_pool_missing", scenario.answer(new PlaceRepayingOrder(order, false)));
        scenario.gives(INSURANCE, DOLLAR, 10_000);
        assertEquals("lending_pool_missing", scenario.placesRepaying(INSURANCE, Side.BUY, "1.00", AT_TEN, false));
    }

    @Test
    void aRepeatedOrderIsOneOrder() {
        adaOwesDollars();
        bobBuys("10.00", "10.00");
        OrderRequest order = scenario.order(ADA, COINS, Side.SELL, "20.00", AT_TEN);
        List<Object> first = scenario.apply(new PlaceRepayingOrder(order, false));
        List<Object> again = scenario.apply(new PlaceRepayingOrder(order, false));

        assertTrue(first.stream().anyMatch(answer -> isRepayment(answer)), first::toString);
        assertTrue(again.getFirst() instanceof FirstAnswer.Accepted, again::toString);
        assertEquals("client_order_id_reused", scenario.answer(new PlaceRepayingOrder(order, true)));
        assertEquals("client_order_id_reused", scenario.answer(new PlaceBorrowingOrder(order)));
        assertEquals("client_order_id_reused", scenario.answer(new PlaceOrder(order)));
        assertEquals("40000 + 0", scenario.owes(ADA, DOLLAR));
    }

    private static boolean isRepayment(Object answer) {
        return answer instanceof TransferPosted posted
                && posted.transfer().id().equals(TransferId.ofRepayment(new TradeId(1), false));
    }

    @Test
    void aTimeWeightedOrderDoesNotRepay() {
        OrderTerms sliced = new OrderTerms.Twap(new Price(1_000), 2, OrderTerms.Twap.INTERVAL_MIN_NANOS);
        OrderRequest order = scenario.order(ADA, COINS, Side.BUY, "1.00", sliced);

        assertThrows(IllegalArgumentException.class, () -> new PlaceRepayingOrder(order, false));
    }
}
