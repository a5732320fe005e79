package com.flowex.engine;

import static com.flowex.engine.LiquidationScenario.ADA;
import static com.flowex.engine.LiquidationScenario.BOB;
import static com.flowex.engine.LiquidationScenario.COINS;
import static com.flowex.engine.LiquidationScenario.DOLLAR;
import static com.flowex.engine.LiquidationScenario.limit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceReturningOrder;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.ReplaceMode;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.OrderId;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Orders that return what they do not use of their loans: section 12 of the trading rules, by rules 15. Coins cost 10.00;
 * ada has 2,000 dollars and no coins, and buys 300 coins for 3,000.
 */
class OrderReturnScenariosTest {

    private static final OrderTerms AT_TEN = limit("10.00", TimeInForce.GTC);

    private final LiquidationScenario scenario = new LiquidationScenario();

    private String buys(OrderTerms terms) {
        return scenario.placesReturning(ADA, Side.BUY, "300.00", terms);
    }

    @Test
    void anOrderThatIsCanceledReturnsItsLoan() {
        assertEquals("4 pays 1000 100000 of 2", buys(AT_TEN));

        assertEquals("1000 pays 4 100000 of 2", scenario.answer(CancelOrders.allOf(ADA)));
        assertEquals(200_000, scenario.has(ADA, DOLLAR));
        assertEquals("repays_more_than_owed", scenario.pays(ADA, LiquidationScenario.POOL, DOLLAR, 1));
    }

    /** 250 coins are bought for 2,500: of the loan of 1,000, 500 are not used. */
    @Test
    void theRestOfAnOrderThatIsFilledInPartReturns() {
        buys(AT_TEN);
        scenario.places(BOB, COINS, Side.SELL, "250.00", "10.00");

        assertEquals("1000 pays 4 50000 of 2", scenario.answer(CancelOrders.allOf(ADA)));
        assertEquals(0, scenario.has(ADA, DOLLAR));
    }

    @Test
    void anOrderThatExpiresAtOnceReturnsWhatItDidNotUse() {
        scenario.places(BOB, COINS, Side.SELL, "100.00", "10.00");

        assertEquals(
                "4 pays 1000 100000 of 2, BUY 10000 @ 1000, ended immediate_or_cancel, 1000 pays 4 100000 of 2",
                buys(limit("10.00", TimeInForce.IOC)));
        assertEquals(100_000, scenario.has(ADA, DOLLAR));
    }

    @Test
    void anOrderThatIsFilledReturnsNothing() {
        buys(AT_TEN);

        assertEquals("SELL 30000 @ 1000", scenario.places(BOB, COINS, Side.SELL, "300.00", "10.00"));
        assertEquals(0, scenario.has(ADA, DOLLAR));
    }

    /** The order in its place holds 2,700 of the 3,000, so that 300 return. */
    @Test
    void onlyMoneyThatIsAvailableReturns() {
        buys(AT_TEN);
        OrderRequest next = scenario.order(ADA, COINS, Side.BUY, "300.00", limit("9.00", TimeInForce.GTC));

        String answer = scenario.answer(
                new CancelReplace(new CancelOrder(ADA, new OrderId(1)), next, ReplaceMode.STOP_ON_FAILURE));

        assertEquals("1000 pays 4 30000 of 2", answer);
        assertEquals(270_000, scenario.has(ADA, DOLLAR));
    }

    @Test
    void theSameOrderWithAnotherEffectOnDebtsIsAnother() {
        OrderRequest order = scenario.order(ADA, COINS, Side.BUY, "300.00", AT_TEN);
        scenario.apply(new PlaceReturningOrder(order, false));
        List<Object> again = scenario.apply(new PlaceReturningOrder(order, false));

        assertTrue(again.getFirst() instanceof FirstAnswer.Accepted, again::toString);
        assertEquals("client_order_id_reused", scenario.answer(new PlaceBorrowingOrder(order)));
        assertEquals("client_order_id_reused", scenario.answer(new PlaceReturningOrder(order, true)));
    }
}
