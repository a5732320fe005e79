package com.flowex.engine;

import static com.flowex.engine.LiquidationScenario.ADA;
import static com.flowex.engine.LiquidationScenario.BOB;
import static com.flowex.engine.LiquidationScenario.COIN;
import static com.flowex.engine.LiquidationScenario.COINS;
import static com.flowex.engine.LiquidationScenario.DOLLAR;
import static com.flowex.engine.LiquidationScenario.POOL;
import static com.flowex.engine.LiquidationScenario.SECOND;
import static com.flowex.engine.LiquidationScenario.limit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.account.KillScope;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.RestrictAccount;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.command.SetMarginTerms;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.margin.MarginTier;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Orders that borrow: section 12 of the trading rules, by rules 9. Coins cost 10.00; ada has 2,000 dollars and no coins; a
 * debt needs an initial margin of 5 %.
 */
class OrderLoanScenariosTest {

    private static final OrderTerms AT_TEN = limit("10.00", TimeInForce.GTC);

    private final LiquidationScenario scenario = new LiquidationScenario();

    private String buys(String quantity, OrderTerms terms) {
        return scenario.placesBorrowing(ADA, COINS, Side.BUY, quantity, terms);
    }

    private String sells(String quantity, OrderTerms terms) {
        return scenario.placesBorrowing(ADA, COINS, Side.SELL, quantity, terms);
    }

    @Test
    void anOrderBorrowsExactlyWhatItsAccountLacks() {
        assertEquals("4 pays 1000 100000 of 2", buys("300.00", AT_TEN));
        assertEquals(300_000, scenario.has(ADA, DOLLAR));
        assertEquals("SELL 30000 @ 1000", scenario.places(BOB, COINS, Side.SELL, "300.00", "10.00"));
        assertEquals(0, scenario.has(ADA, DOLLAR));
        assertEquals(30_000, scenario.has(ADA, COIN));
    }

    @Test
    void anOrderBorrowsNothingIfItsAccountHasEnough() {
        assertEquals("", buys("200.00", AT_TEN));
        assertEquals("4 pays 1000 100 of 2", buys("0.10", AT_TEN));
    }

    @Test
    void aSaleBorrowsWhatItSells() {
        scenario.places(BOB, COINS, Side.BUY, "100.00", "10.00");

        assertEquals("4 pays 1000 10000 of 1, SELL 10000 @ 1000", sells("100.00", AT_TEN));
        assertEquals(300_000, scenario.has(ADA, DOLLAR));
    }

    /** 5 % of 40,000 are ada's 2,000, whether the money is in her account or held for her order. */
    @Test
    void anAccountBorrowsNoMoreByOrdersThanByLoans() {
        assertEquals("margin_level_too_low", scenario.borrows(ADA, DOLLAR, "40000.01"));
        assertEquals("margin_level_too_low", buys("4200.10", AT_TEN));
        assertEquals("4 pays 1000 4000000 of 2", buys("4200.00", AT_TEN));
        assertEquals("margin_level_too_low", buys("0.10", AT_TEN));
        assertEquals("margin_level_too_low", scenario.borrows(ADA, DOLLAR, "0.01"));
    }

    /** 300 coins of 4.17 are 1,251 against 1,000. */
    @Test
    void aLoanByAnOrderIsTheSameAsALoanBeforeIt() {
        LiquidationScenario other = new LiquidationScenario();
        other.borrows(ADA, DOLLAR, "1000.00");
        other.places(ADA, COINS, Side.BUY, "300.00", "10.00");
        buys("300.00", AT_TEN);

        for (LiquidationScenario each : List.of(scenario, other)) {
            assertEquals(300_000, each.has(ADA, DOLLAR));
            assertEquals(9_900_000, each.has(POOL, DOLLAR));
            each.places(BOB, COINS, Side.SELL, "300.00", "10.00");
            assertEquals("1000 called 1251000", each.coinCosts("4.17"));
        }
    }

    @Test
    void aRefusedOrderBorrowsNothing() {
        scenario.places(BOB, COINS, Side.SELL, "10.00", "10.00");
        OrderTerms postOnly = new OrderTerms.Limit(new Price(1_000), TimeInForce.GTC, true);

        assertEquals("post_only_would_take", buys("300.00", postOnly));
        assertEquals("quantity_off_lot", buys("300.01", AT_TEN));
        assertEquals("insufficient_funds", sells("1000.10", AT_TEN));
        assertEquals("lending_cap_reached", buys("9000.00", limit("100.00", TimeInForce.GTC)));
        assertEquals(200_000, scenario.has(ADA, DOLLAR));
    }

    @Test
    void eachRefusalOfALoanIsOneOfItsOrder() {
        MarginTerms nothing = new MarginTerms(new Scale(2), 0, List.of(new MarginTier(0, 50_000, 40_000)), 0, 0);
        scenario.apply(new SetMarginTerms(1, COIN, nothing));

        assertEquals("lending_pool_missing", sells("1.00", AT_TEN));
        scenario.after(60 * SECOND);
        assertEquals("index_price_uncertain", buys("300.00", AT_TEN));
        assertEquals("", buys("100.00", AT_TEN));
    }

    @Test
    void aRestrictedOrStoppedAccountDoesNotBorrow() {
        scenario.gives(ADA, COIN, 1_000);
        scenario.apply(new RestrictAccount(ADA, AccountRestriction.REDUCE_ONLY));

        assertEquals("account_restricted", sells("1.00", AT_TEN));
        assertEquals("", scenario.places(ADA, COINS, Side.SELL, "1.00", "10.00"));
        scenario.apply(new RestrictAccount(ADA, AccountRestriction.NONE));
        scenario.apply(new SetKillSwitch(new KillScope.OfAccount(ADA), true));
        assertEquals("account_killed", buys("300.00", AT_TEN));
    }

    @Test
    void rulesBeforeTheNinthKnowNoOrderThatBorrows() {
        LiquidationScenario older = new LiquidationScenario(8);

        assertEquals("rules_too_old", older.placesBorrowing(ADA, COINS, Side.BUY, "1.00", AT_TEN));
    }

    @Test
    void onlyCustomersBorrow() {
        assertEquals(
                "insufficient_funds",
                scenario.placesBorrowing(LiquidationScenario.INSURANCE, COINS, Side.BUY, "1.00", AT_TEN));
    }

    @Test
    void anOrderThatIsFilledAtOnceOrNeverBorrowsIfItIsFilled() {
        scenario.places(BOB, COINS, Side.SELL, "250.00", "10.00");
        OrderTerms fillOrKill = limit("10.00", TimeInForce.FOK);

        assertEquals("ended fill_or_kill", buys("300.00", fillOrKill));
        assertEquals("4 pays 1000 50000 of 2, BUY 25000 @ 1000", buys("250.00", fillOrKill));
    }

    /** Money that an order did not use stays borrowed. */
    @Test
    void anAcceptedOrderKeepsItsLoan() {
        scenario.places(BOB, COINS, Side.SELL, "100.00", "10.00");

        assertEquals(
                "4 pays 1000 100000 of 2, BUY 10000 @ 1000, ended immediate_or_cancel",
                buys("300.00", limit("10.00", TimeInForce.IOC)));
        assertEquals(200_000, scenario.has(ADA, DOLLAR));
        assertEquals("", buys("200.00", AT_TEN));
        scenario.apply(CancelOrders.allOf(ADA));
        assertEquals("", scenario.pays(ADA, POOL, DOLLAR, 100_000));
    }

    /** 100 coins at 10.00 and 110 at 10.10 cost 2,111; the rest of the order finds no seller. */
    @Test
    void aMarketOrderBorrowsWhatItsTradesCost() {
        scenario.places(BOB, COINS, Side.SELL, "100.00", "10.00");
        scenario.places(BOB, COINS, Side.SELL, "110.00", "10.10");

        assertEquals(
                "4 pays 1000 11100 of 2, BUY 10000 @ 1000, BUY 11000 @ 1010, ended no_liquidity",
                buys("300.00", OrderTerms.Market.MARKET));
        assertEquals("no_liquidity", buys("1.00", OrderTerms.Market.MARKET));
    }

    @Test
    void aRepeatedOrderIsOneOrderAndOneLoan() {
        OrderRequest order = scenario.order(ADA, COINS, Side.BUY, "300.00", AT_TEN);
        List<Object> first = scenario.apply(new PlaceBorrowingOrder(order));
        List<Object> again = scenario.apply(new PlaceBorrowingOrder(order));

        assertTrue(first.stream().anyMatch(answer -> isLoan(answer, new OrderId(1))), first::toString);
        assertTrue(again.getFirst() instanceof FirstAnswer.Accepted, again::toString);
        assertEquals("client_order_id_reused", scenario.answer(new PlaceOrder(order)));
        assertEquals(300_000, scenario.has(ADA, DOLLAR));
    }

    private static boolean isLoan(Object answer, OrderId order) {
        return answer instanceof TransferPosted posted && posted.transfer().id().equals(TransferId.ofLoan(order));
    }

    @Test
    void anAccountThatIsLiquidatedDoesNotBorrow() {
        scenario.adaSellsShort();
        scenario.coinCosts("28.00");

        assertEquals("account_restricted", buys("1000.00", AT_TEN));
    }

    @Test
    void aTimeWeightedOrderDoesNotBorrow() {
        OrderTerms sliced = new OrderTerms.Twap(new Price(1_000), 2, OrderTerms.Twap.INTERVAL_MIN_NANOS);
        OrderRequest order = scenario.order(ADA, COINS, Side.BUY, "1.00", sliced);

        assertThrows(IllegalArgumentException.class, () -> new PlaceBorrowingOrder(order));
    }
}
