package com.flowex.engine;

import static com.flowex.engine.LiquidationScenario.ADA;
import static com.flowex.engine.LiquidationScenario.BOB;
import static com.flowex.engine.LiquidationScenario.COIN;
import static com.flowex.engine.LiquidationScenario.COINS;
import static com.flowex.engine.LiquidationScenario.CYD;
import static com.flowex.engine.LiquidationScenario.DOLLAR;
import static com.flowex.engine.LiquidationScenario.INSURANCE;
import static com.flowex.engine.LiquidationScenario.OUTSIDE;
import static com.flowex.engine.LiquidationScenario.POOL;
import static com.flowex.engine.LiquidationScenario.SECOND;
import static com.flowex.engine.LiquidationScenario.STONE;
import static com.flowex.engine.LiquidationScenario.STONES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.CloseLiquidation;
import com.flowex.domain.command.PostTransferChain;
import com.flowex.domain.command.SetMarginLevels;
import com.flowex.domain.margin.MarginLevels;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.TransferId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Margin calls and liquidations: section 12 of the trading rules, by rules 8. */
class LiquidationScenariosTest {

    private static final CloseLiquidation CLOSE = new CloseLiquidation(ADA);
    private static final String BEGINS = "1000 liquidated 1098901";

    private LiquidationScenario scenario = new LiquidationScenario();

    private void asks(String price) {
        scenario.places(BOB, COINS, Side.SELL, "500.00", price);
    }

    private String become(MarketState state) {
        return scenario.answer(new ChangeMarketState(1, COINS, state));
    }

    /** Ada has 3,000 dollars and owes 100 coins: the level is 1.3 at 23.077. */
    @Test
    void anAccountIsCalledOnceUntilItsLevelIsBack() {
        scenario.adaSellsShort();

        assertEquals("", scenario.coinCosts("23.07"));
        assertEquals("1000 called 1299826", scenario.coinCosts("23.08"));
        assertEquals("", scenario.coinCosts("23.09"));
        assertEquals("", scenario.coinCosts("23.07"));
        assertEquals("1000 called 1299826", scenario.coinCosts("23.08"));
    }

    /**
     * At 27.30 ada owes 2,730. She misses 1.3 x 2,730 - 3,000 = 549; each dollar of a sale helps by 1.3 - 1 - 0.02. So
     * coins for 1,960.71 are bought: 719 lots. 2 % of 71.90 coins, 39.039 dollars, are the fee.
     */
    @Test
    void aLiquidationRepaysUntilTheLevelIsTheCallLevel() {
        scenario.adaSellsShort();
        asks("27.30");

        assertEquals(
                BEGINS + ", BUY 7190 @ 2730, 1000 pays 4 7190 of 1, 1000 pays 5 3903 of 2, 1000 done",
                scenario.coinCosts("27.30"));
        assertEquals(99_810, scenario.has(ADA, DOLLAR));
        assertEquals("", scenario.looks());
        assertEquals("", scenario.coinCosts("27.30"));
        assertEquals("1000 called 1299655", scenario.coinCosts("27.33"));
    }

    /** 3,000 dollars buy 75 coins at 40.00; the insurance account has 10, and 15 are lost. The fee gets nothing. */
    @Test
    void theInsurancePaysAndTheRestIsAShortfall() {
        scenario.adaSellsShort();
        asks("40.00");
        scenario.gives(INSURANCE, COIN, 1_000);

        assertEquals(
                "1000 liquidated 750000, BUY 7500 @ 4000, 1000 pays 4 7500 of 1, 5 pays 1000 1000 of 1, "
                        + "1000 pays 4 1000 of 1, shortfall 1500 of 1500, 1000 done",
                scenario.coinCosts("40.00"));
        assertEquals(0, scenario.has(ADA, DOLLAR));
        assertEquals(0, scenario.has(INSURANCE, COIN));
        assertEquals("", scenario.looks());

        scenario.gives(INSURANCE, COIN, 2_500);
        assertEquals("booked 1000, left 500", scenario.pays(INSURANCE, POOL, COIN, 1_000));
        assertEquals("", scenario.pays(BOB, INSURANCE, COIN, 1));
        assertEquals("booked 500, left 0", scenario.pays(INSURANCE, POOL, COIN, 1_000));
        assertEquals("", scenario.pays(INSURANCE, POOL, COIN, 500));
    }

    @Test
    void aHaltedMarketPausesALiquidationUntilItsTimer() {
        scenario.adaSellsShort();
        asks("27.30");
        become(MarketState.HALTED);

        assertEquals(BEGINS, scenario.coinCosts("27.30"));
        assertEquals(30 * SECOND, scenario.deadlineIn());
        assertEquals("", scenario.looks());
        become(MarketState.OPEN);
        assertTrue(scenario.after(30 * SECOND).startsWith("BUY 7190 @ 2730"));
    }

    @Test
    void aPriceThatComesIsTheNextTry() {
        scenario.adaSellsShort();
        become(MarketState.HALTED);
        assertEquals(BEGINS, scenario.coinCosts("27.30"));
        become(MarketState.OPEN);
        asks("27.30");
        assertEquals("", scenario.looks());

        assertTrue(scenario.coinCosts("27.30").startsWith("BUY 7190 @ 2730"));
    }

    @Test
    void withFewerThanThreePricesOfADebtNothingIsSold() {
        scenario.adaSellsShort();
        asks("27.30");
        scenario.after(61 * SECOND);
        scenario.quote(DOLLAR, 100, 3);
        scenario.quote(COIN, 2_730, 2);

        assertEquals("", scenario.looks());
        scenario.quote(COIN, 2_730, 3);
        assertTrue(scenario.looks().startsWith(BEGINS + ", BUY"));
    }

    /** A price of at most a tenth above the index of 27.30 is paid: 30.03. */
    @Test
    void aSaleKeepsToATenthOfTheIndex() {
        scenario.adaSellsShort();
        asks("30.04");

        assertEquals(BEGINS, scenario.coinCosts("27.30"));
        asks("30.03");
        assertTrue(scenario.coinCosts("27.30").startsWith("BUY 7190 @ 3003"));
    }

    @Test
    void theAccountHasNoOrdersAndLetsNothingOut() {
        scenario.adaSellsShort();
        scenario.places(ADA, COINS, Side.BUY, "1.00", "5.00");
        become(MarketState.HALTED);

        assertEquals(BEGINS + ", ended account_restricted", scenario.coinCosts("27.30"));
        become(MarketState.OPEN);
        assertEquals("account_restricted", scenario.places(ADA, COINS, Side.BUY, "1.00", "5.00"));
        assertEquals("margin_level_too_low", scenario.pays(ADA, BOB, DOLLAR, 1));
        assertEquals("margin_level_too_low", scenario.borrows(ADA, DOLLAR, "1.00"));
    }

    /** Money that comes in repays at the next look, before anything is sold. */
    @Test
    void aDepositEndsALiquidation() {
        scenario.adaSellsShort();
        become(MarketState.HALTED);
        scenario.coinCosts("27.30");
        scenario.gives(ADA, COIN, 10_000);

        assertEquals("1000 pays 4 10000 of 1, 1000 done", scenario.looks());
        assertEquals(300_000, scenario.has(ADA, DOLLAR));
        assertEquals("", scenario.pays(ADA, BOB, DOLLAR, 300_000));
    }

    /** The insurance account takes 2,730 dollars at index prices and pays 100 coins; 270 dollars stay ada's. */
    @Test
    void anOperatorClosesALiquidationThatWaits() {
        scenario.adaSellsShort();
        scenario.gives(INSURANCE, COIN, 10_000);
        become(MarketState.HALTED);
        assertEquals("", scenario.answer(CLOSE));
        scenario.coinCosts("27.30");

        assertEquals(
                "1000 pays 5 273000 of 2, 5 pays 1000 10000 of 1, 1000 pays 4 10000 of 1, 1000 done",
                scenario.answer(CLOSE));
        assertEquals(27_000, scenario.has(ADA, DOLLAR));
        assertEquals("", scenario.answer(CLOSE));
        assertEquals("", scenario.looks());
        assertEquals("unknown_account", scenario.answer(new CloseLiquidation(new AccountId(1, 77_777))));
    }

    @Test
    void withoutInsuranceAClosedLiquidationLeavesAShortfall() {
        scenario.adaSellsShort();
        become(MarketState.HALTED);
        scenario.coinCosts("27.30");

        assertEquals("1000 pays 5 273000 of 2, shortfall 10000 of 10000, 1000 done", scenario.answer(CLOSE));
    }

    /** Reserved money may come back, so nothing is written off before it is gone. */
    @Test
    void aReservationIsWaitedFor() {
        scenario.adaSellsShort();
        asks("40.00");
        Transfer reserved = scenario.transfer(ADA, OUTSIDE, DOLLAR, 50_000);
        scenario.answer(new PostTransferChain(List.of(new TransferStep.Reserve(reserved, 0))));

        assertEquals("1000 liquidated 625000, BUY 6250 @ 4000, 1000 pays 4 6250 of 1", scenario.coinCosts("40.00"));
        scenario.answer(
                new PostTransferChain(List.of(new TransferStep.VoidReserved(new TransferId(9, 9), reserved.id()))));
        assertEquals("BUY 1250 @ 4000, 1000 pays 4 1250 of 1, shortfall 2500 of 2500, 1000 done", scenario.looks());
    }

    /** Cyd has 2,000 + 1,050 dollars and owes 105 coins: the lower level comes first, though the number is higher. */
    @Test
    void theLowestLevelAtTheLastLookComesFirst() {
        scenario.gives(CYD, DOLLAR, 200_000);
        scenario.adaSellsShort();
        scenario.borrows(CYD, COIN, "105.00");
        scenario.places(BOB, COINS, Side.BUY, "105.00", "10.00");
        scenario.places(CYD, COINS, Side.SELL, "105.00", "10.00");
        scenario.looks();
        become(MarketState.HALTED);

        assertEquals("1002 liquidated 1064015, " + BEGINS, scenario.coinCosts("27.30"));
    }

    /** Stones have no market against coins: they are sold for dollars, which buy the coins. */
    @Test
    void anAssetWithoutAMarketAgainstTheDebtIsSoldThroughAnother() {
        scenario.gives(CYD, STONE, 40_000);
        scenario.borrows(CYD, COIN, "50.00");
        scenario.pays(CYD, BOB, COIN, 5_000);
        asks("37.00");
        scenario.places(BOB, STONES, Side.BUY, "500.00", "5.00");

        assertEquals(
                "1002 liquidated 1081081, SELL 28930 @ 500, BUY 3900 @ 3700, 1002 pays 4 3900 of 1, SELL 70 @ 500, "
                        + "BUY 10 @ 3700, 1002 pays 4 10 of 1, 1002 pays 5 330 of 2, 1002 pays 5 511 of 3, 1002 done",
                scenario.coinCosts("37.00"));
    }

    @Test
    void aTenantSetsItsLevels() {
        scenario.adaSellsShort();
        scenario.answer(new SetMarginLevels(1, new MarginLevels(1_500_000, 1_200_000, 0)));

        assertEquals("", scenario.coinCosts("20.00"));
        assertEquals("1000 called 1499250", scenario.coinCosts("20.01"));
        assertEquals("1000 liquidated 1200000", scenario.coinCosts("25.00"));
    }

    @Test
    void rulesBeforeTheEighthLiquidateNothing() {
        scenario = new LiquidationScenario(7);
        scenario.adaSellsShort();

        assertEquals("rules_too_old", scenario.answer(new SetMarginLevels(1, MarginLevels.DEFAULT)));
        assertEquals("", scenario.coinCosts("40.00"));
        assertEquals("", scenario.answer(new AdoptRules(8)));
        assertEquals("1000 liquidated 750000", scenario.looks());
    }
}
