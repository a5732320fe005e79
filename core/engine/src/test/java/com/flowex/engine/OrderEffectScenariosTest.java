package com.flowex.engine;

import static com.flowex.engine.LiquidationScenario.ADA;
import static com.flowex.engine.LiquidationScenario.BOB;
import static com.flowex.engine.LiquidationScenario.COIN;
import static com.flowex.engine.LiquidationScenario.COINS;
import static com.flowex.engine.LiquidationScenario.CYD;
import static com.flowex.engine.LiquidationScenario.DOLLAR;
import static com.flowex.engine.LiquidationScenario.POOL;
import static com.flowex.engine.LiquidationScenario.SECOND;
import static com.flowex.engine.LiquidationScenario.limit;
import static com.flowex.engine.LiquidationScenario.units;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.CompoundPlacement;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceLinkedPair;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.PlacePayingOrders;
import com.flowex.domain.command.PlaceWithEffects;
import com.flowex.domain.command.RestrictAccount;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.ReplaceMode;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.order.TriggerSource;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Effects on debts of orders that wait, pairs, lists and replacements: section 12 of the trading rules, by rules 16. Coins
 * cost 10.00; ada has 2,000 dollars and no coins.
 */
class OrderEffectScenariosTest {

    private static final DebtEffects BORROWS = new DebtEffects(true, false, false);
    private static final DebtEffects REPAYS = new DebtEffects(false, true, false);
    private static final DebtEffects RETURNS = new DebtEffects(true, false, true);
    private static final OrderTerms.Active AT_MARKET = OrderTerms.Market.MARKET;
    private static final OrderTerms AT_TEN = limit("10.00", TimeInForce.GTC);

    private final LiquidationScenario scenario = new LiquidationScenario();

    private static OrderTerms stop(String price, OrderTerms.Active then) {
        return new OrderTerms.Conditional(
                new Trigger.StopLoss(new Price(units(price)), TriggerSource.LAST_TRADE), then);
    }

    private static OrderTerms.Active at(String price) {
        return (OrderTerms.Active) limit(price, TimeInForce.GTC);
    }

    private OrderRequest order(Side side, String quantity, OrderTerms terms) {
        return scenario.order(ADA, COINS, side, quantity, terms);
    }

    private String places(DebtEffects effects, DebtEffects pending, CompoundPlacement placement) {
        return scenario.answer(new PlaceWithEffects(effects, pending, placement));
    }

    private String bob(Side side, String quantity, String price) {
        return scenario.places(BOB, COINS, side, quantity, price);
    }

    /** Bob trades with himself, so that this is the price of the last trade. */
    private String tradesAt(String price) {
        bob(Side.SELL, "1.00", price);
        return bob(Side.BUY, "1.00", price);
    }

    private String cancelsAll() {
        return scenario.answer(CancelOrders.allOf(ADA));
    }

    private PlaceOrderPair pair(Side side, String quantity, String limit, OrderTerms stop) {
        return new PlaceOrderPair(order(side, quantity, at(limit)), order(side, quantity, stop));
    }

    /** 300 coins at the price of the trigger are 3,000: 1,000 are borrowed and held at once. */
    @Test
    void anOrderThatWaitsBorrowsWhenItComesAndReturnsAtItsEnd() {
        assertEquals(
                "4 pays 1000 100000 of 2", scenario.placesReturning(ADA, Side.BUY, "300.00", stop("10.00", AT_MARKET)));
        assertEquals("insufficient_funds", scenario.places(ADA, COINS, Side.BUY, "1.00", "10.00"));

        assertEquals("1000 pays 4 100000 of 2", cancelsAll());
        assertEquals(200_000, scenario.has(ADA, DOLLAR));
    }

    /** 100 of 300 coins are there: the open part held 2,000 while it waited, so the whole loan returns. */
    @Test
    void aTriggeredOrderThatFindsTooLittleReturnsWhatItHeld() {
        scenario.placesReturning(ADA, Side.BUY, "300.00", stop("10.00", AT_MARKET));
        bob(Side.SELL, "101.00", "10.00");

        assertEquals(
                "BUY 100 @ 1000, BUY 10000 @ 1000, ended no_liquidity, 1000 pays 4 100000 of 2",
                bob(Side.BUY, "1.00", "10.00"));
        assertEquals(100_000, scenario.has(ADA, DOLLAR));
    }

    @Test
    void anOrderThatWaitsRepaysByItsFillsOnceItIsTriggered() {
        scenario.adaSellsShort();
        scenario.placesRepaying(ADA, Side.BUY, "50.00", stop("10.50", at("10.50")), false);
        bob(Side.SELL, "51.00", "10.50");

        assertEquals("BUY 100 @ 1050, BUY 5000 @ 1050, 1000 pays 4 5000 of 1", bob(Side.BUY, "1.00", "10.50"));
    }

    /** The limit order needs 1,600, the stop 2,400: the pair borrows 400, and returns them whichever order is canceled. */
    @Test
    void aPairBorrowsOnceForItsLargerNeedAndReturnsOnce() {
        assertEquals(
                "4 pays 1000 40000 of 2",
                places(RETURNS, DebtEffects.NONE, pair(Side.BUY, "200.00", "8.00", stop("12.00", AT_MARKET))));
        assertEquals("1000 pays 4 40000 of 2", scenario.answer(new CancelOrder(ADA, new OrderId(2))));
        assertEquals(200_000, scenario.has(ADA, DOLLAR));

        places(RETURNS, DebtEffects.NONE, pair(Side.BUY, "200.00", "8.00", stop("12.00", AT_MARKET)));
        assertEquals("1000 pays 4 40000 of 2", scenario.answer(new CancelOrder(ADA, new OrderId(3))));
    }

    @Test
    void theOrderOfAPairThatGoesOnTakesTheLoanAlong() {
        places(RETURNS, DebtEffects.NONE, pair(Side.BUY, "200.00", "8.00", stop("12.00", at("12.00"))));

        assertEquals("BUY 100 @ 1200, ended other_leg", tradesAt("12.00"));
        assertEquals("1000 pays 4 40000 of 2", cancelsAll());
    }

    @Test
    void theFillsOfEitherOrderOfAPairRepay() {
        scenario.adaSellsShort();
        places(REPAYS, DebtEffects.NONE, pair(Side.BUY, "40.00", "9.00", stop("11.00", AT_MARKET)));
        assertEquals("SELL 2000 @ 900, 1000 pays 4 2000 of 1, ended other_leg", bob(Side.SELL, "20.00", "9.00"));
        assertEquals("SELL 2000 @ 900, 1000 pays 4 2000 of 1", bob(Side.SELL, "20.00", "9.00"));

        places(REPAYS, DebtEffects.NONE, pair(Side.BUY, "50.00", "8.00", stop("11.00", AT_MARKET)));
        bob(Side.SELL, "51.00", "11.00");
        assertEquals(
                "BUY 100 @ 1100, ended other_leg, BUY 5000 @ 1100, 1000 pays 4 5000 of 1",
                bob(Side.BUY, "1.00", "11.00"));
    }

    @Test
    void aPairThatIsRefusedBorrowsNothing() {
        PlaceOrderPair pair = new PlaceOrderPair(
                scenario.order(CYD, COINS, Side.BUY, "10.00", at("8.00")),
                scenario.order(CYD, COINS, Side.BUY, "10.00", stop("12.00", AT_MARKET)));

        assertEquals("margin_level_too_low", places(BORROWS, DebtEffects.NONE, pair));
        assertEquals(0, scenario.has(CYD, DOLLAR));
    }

    /** 1,000 are borrowed for the purchase, and what the sale brings repays them. */
    @Test
    void theOrdersOfAListHaveEffectsOfTheirOwn() {
        PlaceLinkedOrders list =
                new PlaceLinkedOrders(order(Side.BUY, "300.00", AT_TEN), order(Side.SELL, "300.00", at("12.00")));

        assertEquals("4 pays 1000 100000 of 2", places(RETURNS, REPAYS, list));
        assertEquals("SELL 30000 @ 1000", bob(Side.SELL, "300.00", "10.00"));
        assertEquals("BUY 5000 @ 1200, 1000 pays 4 60000 of 2", bob(Side.BUY, "50.00", "12.00"));
        assertEquals("BUY 5000 @ 1200, 1000 pays 4 40000 of 2", bob(Side.BUY, "50.00", "12.00"));
    }

    /** The pending order sells 50 coins, and 10 are bought by then. */
    @Test
    void aPendingOrderBorrowsOnceItBegins() {
        PlaceLinkedOrders list =
                new PlaceLinkedOrders(order(Side.BUY, "10.00", AT_TEN), order(Side.SELL, "50.00", at("12.00")));

        assertEquals("", places(DebtEffects.NONE, RETURNS, list));
        assertEquals("SELL 1000 @ 1000, 4 pays 1000 4000 of 1", bob(Side.SELL, "10.00", "10.00"));
        assertEquals("1000 pays 4 4000 of 1", cancelsAll());
        assertEquals(1_000, scenario.has(ADA, COIN));
    }

    @Test
    void aPendingPairBorrowsOnceItBegins() {
        PlaceLinkedPair list = new PlaceLinkedPair(
                order(Side.BUY, "10.00", AT_TEN), pair(Side.SELL, "50.00", "12.00", stop("9.00", AT_MARKET)));
        places(DebtEffects.NONE, RETURNS, list);

        assertEquals("SELL 1000 @ 1000, 4 pays 1000 4000 of 1", bob(Side.SELL, "10.00", "10.00"));
        assertEquals("1000 pays 4 4000 of 1", scenario.answer(new CancelOrder(ADA, new OrderId(3))));
    }

    /** A minute later no source gives a price, so the loan is refused. */
    @Test
    void aPendingOrderWhoseLoanIsRefusedExpiresAsOneWithoutFunds() {
        places(
                DebtEffects.NONE,
                BORROWS,
                new PlaceLinkedOrders(order(Side.BUY, "10.00", AT_TEN), order(Side.SELL, "50.00", at("12.00"))));
        places(
                DebtEffects.NONE,
                BORROWS,
                new PlaceLinkedPair(
                        order(Side.BUY, "10.00", AT_TEN), pair(Side.SELL, "50.00", "12.00", stop("9.00", AT_MARKET))));
        scenario.waits(61 * SECOND);

        assertEquals(
                "SELL 1000 @ 1000, SELL 1000 @ 1000, ended insufficient_funds, ended insufficient_funds, ended other_leg",
                bob(Side.SELL, "20.00", "10.00"));
        assertEquals("", scenario.owes(ADA, COIN));
    }

    @Test
    void aPurchaseThatPaysMayBorrowAndTheSaleRepay() {
        OrderRequest purchase = order(Side.BUY, "300.00", AT_TEN);
        PlacePayingOrders list =
                new PlacePayingOrders(new PlaceLinkedOrders(purchase, order(Side.SELL, "300.00", at("12.00"))));

        assertEquals("4 pays 1000 100000 of 2", places(BORROWS, REPAYS, list));
        bob(Side.SELL, "300.00", "10.00");
        assertEquals("BUY 30000 @ 1200, 1000 pays 4 100000 of 2", bob(Side.BUY, "300.00", "12.00"));
        assertThrows(IllegalArgumentException.class, () -> new PlaceWithEffects(REPAYS, DebtEffects.NONE, list));
        assertThrows(IllegalArgumentException.class, () -> new PlaceWithEffects(BORROWS, BORROWS, list));
    }

    /** The new order takes the 3,000 of the old one and borrows 600; nothing of the old loan is available then. */
    @Test
    void anOrderThatReplacesAnotherTakesItsMoneyAndBorrowsTheRest() {
        scenario.placesReturning(ADA, Side.BUY, "300.00", AT_TEN);
        CancelReplace replace = new CancelReplace(
                new CancelOrder(ADA, new OrderId(1)),
                order(Side.BUY, "300.00", at("12.00")),
                ReplaceMode.STOP_ON_FAILURE);

        assertEquals("4 pays 1000 60000 of 2", places(RETURNS, DebtEffects.NONE, replace));
        assertEquals("1000 pays 4 60000 of 2", cancelsAll());
        assertEquals(300_000, scenario.has(ADA, DOLLAR));
    }

    @Test
    void aPairIsRestrictedAsASingleOrderIs() {
        scenario.apply(new RestrictAccount(ADA, AccountRestriction.REDUCE_ONLY));
        PlaceOrderPair pair = pair(Side.SELL, "10.00", "12.00", stop("9.00", AT_MARKET));

        assertEquals("account_restricted", places(BORROWS, DebtEffects.NONE, pair));
        assertEquals(
                "account_restricted",
                places(
                        DebtEffects.NONE,
                        BORROWS,
                        new PlaceLinkedOrders(
                                order(Side.SELL, "10.00", at("12.00")), order(Side.SELL, "10.00", at("12.00")))));
    }

    /** The pool is no customer, so nothing repays; it has 100,000 dollars, and one order of the pair costs more. */
    @Test
    void aPairWithoutFundsForItsLargerNeedIsRefusedBeforeItsRepayments() {
        OrderTerms stop = stop("12.00", AT_MARKET);
        for (String quantity : List.of("9000.00", "90.00")) {
            PlaceOrderPair pair = new PlaceOrderPair(
                    scenario.order(POOL, COINS, Side.BUY, quantity, at("8.00")),
                    scenario.order(POOL, COINS, Side.BUY, quantity, stop));

            assertEquals(
                    quantity.equals("90.00") ? "lending_pool_missing" : "insufficient_funds",
                    places(REPAYS, DebtEffects.NONE, pair));
        }
    }

    @Test
    void thePairWithOtherEffectsIsAnother() {
        PlaceOrderPair pair = pair(Side.BUY, "200.00", "8.00", stop("12.00", AT_MARKET));
        scenario.apply(new PlaceWithEffects(RETURNS, DebtEffects.NONE, pair));
        Object again = scenario.apply(new PlaceWithEffects(RETURNS, DebtEffects.NONE, pair))
                .getFirst();

        assertTrue(again instanceof FirstAnswer.Accepted, again::toString);
        assertEquals("client_order_id_reused", places(BORROWS, DebtEffects.NONE, pair));
        assertEquals("client_order_id_reused", scenario.answer(pair));
        assertThrows(
                IllegalArgumentException.class, () -> new PlaceWithEffects(DebtEffects.NONE, DebtEffects.NONE, pair));
        assertThrows(IllegalArgumentException.class, () -> new PlaceWithEffects(BORROWS, BORROWS, pair));
    }

    @Test
    void olderRulesRefuseEffectsOfOrdersThatWaitPairsAndLists() {
        LiquidationScenario older = new LiquidationScenario(15);
        OrderTerms stop = stop("12.00", AT_MARKET);
        PlaceOrderPair pair = new PlaceOrderPair(
                older.order(ADA, COINS, Side.BUY, "200.00", at("8.00")),
                older.order(ADA, COINS, Side.BUY, "200.00", stop));
        PlaceLinkedOrders list = new PlaceLinkedOrders(
                older.order(ADA, COINS, Side.BUY, "1.00", AT_TEN), older.order(ADA, COINS, Side.SELL, "1.00", AT_TEN));

        assertEquals("rules_too_old", older.placesReturning(ADA, Side.BUY, "300.00", stop));
        assertEquals("rules_too_old", older.answer(new PlaceWithEffects(BORROWS, DebtEffects.NONE, pair)));
        assertEquals("rules_too_old", older.answer(new PlaceWithEffects(DebtEffects.NONE, REPAYS, list)));
        assertEquals(200_000, older.has(ADA, DOLLAR));
    }
}
