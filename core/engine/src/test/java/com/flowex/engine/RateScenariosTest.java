package com.flowex.engine;

import static com.flowex.engine.LiquidationScenario.ADA;
import static com.flowex.engine.LiquidationScenario.BOB;
import static com.flowex.engine.LiquidationScenario.COINS;
import static com.flowex.engine.LiquidationScenario.DOLLAR;
import static com.flowex.engine.LiquidationScenario.POOL;
import static com.flowex.engine.LiquidationScenario.SECOND;
import static com.flowex.engine.LiquidationScenario.limit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.flowex.domain.account.TransferStep;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.PostTransferChain;
import com.flowex.domain.command.SetMarginRates;
import com.flowex.domain.event.InterestCharged;
import com.flowex.domain.event.InterestRateSet;
import com.flowex.domain.event.MarginRatesSet;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.margin.MarginRates;
import com.flowex.domain.margin.RateDiscount;
import com.flowex.domain.margin.RatePoint;
import com.flowex.domain.market.Asset;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Rates by the use of a pool and by volume: section 12 of the trading rules, by rules 16. The pool has 100,000 dollars. Its
 * rate goes from 10,000 billionths at use 0 to 50,000 at 80 % and 1,000,000 at 100 %. A volume of 1,000 dollars has a
 * discount of 10 %, one of 10,000 of 50 %.
 */
class RateScenariosTest {

    private static final long HOUR = 3_600 * SECOND;
    private static final List<RatePoint> CURVE = List.of(
            new RatePoint(0, 10_000), new RatePoint(800_000, 50_000), new RatePoint(RatePoint.USE_MAX, 1_000_000));
    private static final List<RateDiscount> DISCOUNTS =
            List.of(new RateDiscount(100_000, 1_000), new RateDiscount(1_000_000, 5_000));
    private static final MarginRates BY_USE = new MarginRates(CURVE, List.of(), null);
    private static final MarginRates BY_BOTH = new MarginRates(CURVE, DISCOUNTS, DOLLAR);

    private final LiquidationScenario scenario = new LiquidationScenario();

    private String sets(MarginRates rates) {
        return words(new SetMarginRates(1, DOLLAR, rates));
    }

    private String borrows(AccountId account, String dollars) {
        return moves(POOL, account, dollars);
    }

    private String repays(AccountId account, String dollars) {
        return moves(account, POOL, dollars);
    }

    private String moves(AccountId from, AccountId to, String dollars) {
        return words(new PostTransfer(scenario.transfer(from, to, DOLLAR, LiquidationScenario.units(dollars))));
    }

    private String after(long nanos) {
        scenario.waits(nanos);
        return words(AdvanceTime.ADVANCE_TIME);
    }

    private String words(Command command) {
        List<String> words = new ArrayList<>();
        for (Object answer : scenario.apply(command)) {
            switch (answer) {
                case InterestRateSet set ->
                    words.add("rate " + set.poolBillionths() + " " + set.hourlyRateBillionths());
                case InterestCharged charged ->
                    words.add("interest " + charged.interest().units() + " for " + charged.hours() + " h");
                case MarginRatesSet _ -> words.add("set");
                case Rejection rejection -> words.add(rejection.reason().code());
                default -> {}
            }
        }
        return String.join(", ", words);
    }

    /** 40 % is half of the way to 80 %; 90 % is half of the way from 80 % to 100 %. */
    @Test
    void aLoanCostsTheRateOfTheUseAfterIt() {
        assertEquals("set", sets(BY_USE));

        assertEquals("rate 30000 30000, interest 120 for 1 h", borrows(BOB, "40000.00"));
        assertEquals("rate 525000 525000, interest 2625 for 1 h", borrows(BOB, "50000.00"));
        assertEquals("rate 1000000 1000000, interest 1000 for 1 h", borrows(BOB, "10000.00"));
    }

    /** The hour that runs has the rate of the charge before it, whatever is lent meanwhile. */
    @Test
    void aChargeSetsTheRateOfTheHourAfterIt() {
        sets(BY_USE);
        borrows(BOB, "40000.00");
        borrows(BOB, "50000.00");

        assertEquals("rate 525000 525000, interest 270 for 1 h", after(HOUR));
        repays(BOB, "80000.00");
        assertEquals("rate 15014 15014, interest 527 for 1 h", after(HOUR));
        assertEquals("rate 15014 15014, interest 30 for 2 h", after(2 * HOUR));
    }

    /** Hours that are due come before the transfer that meets them, as if the clock had charged them. */
    @Test
    void aTransferChargesHoursThatAreDueAtTheUseBeforeIt() {
        sets(BY_USE);
        borrows(BOB, "40000.00");
        scenario.waits(HOUR);
        assertEquals("rate 30000 30000, interest 120 for 1 h", repays(BOB, "20000.00"));
        scenario.coinCosts("10.00");
        scenario.waits(HOUR);
        scenario.quote(DOLLAR, 100, 3);

        assertEquals(
                "rate 20001 20001, interest 61 for 1 h, rate 30001 30001, interest 60 for 1 h",
                borrows(BOB, "20000.00"));
    }

    @Test
    void aChainOfTwoLoansCostsTheUseAfterEach() {
        sets(BY_USE);
        List<TransferStep> steps = List.of(
                new TransferStep.Post(scenario.transfer(POOL, BOB, DOLLAR, 4_000_000)),
                new TransferStep.Post(scenario.transfer(POOL, BOB, DOLLAR, 5_000_000)));

        assertEquals(
                "rate 30000 30000, interest 120 for 1 h, rate 525000 525000, interest 2625 for 1 h",
                words(new PostTransferChain(steps)));
    }

    /** 2,000 dollars less 1.20 of interest are 5 % of 39,974.80 and that interest. */
    @Test
    void theLevelCountsTheInterestOfTheUseAfterTheLoan() {
        sets(BY_USE);

        assertEquals("margin_level_too_low", borrows(ADA, "39974.81"));
        assertEquals("rate 29988 29988, interest 120 for 1 h", borrows(ADA, "39974.80"));
    }

    /** Ada and bob have traded for 1,000 dollars, cyd has not. */
    @Test
    void aVolumeHasItsDiscount() {
        sets(BY_BOTH);
        scenario.places(BOB, COINS, Side.SELL, "100.00", "10.00");
        scenario.places(ADA, COINS, Side.BUY, "100.00", "10.00");
        scenario.gives(LiquidationScenario.CYD, DOLLAR, 100_000);

        assertEquals("rate 10500 9450, interest 1 for 1 h", borrows(ADA, "1000.00"));
        assertEquals("rate 30000 27000, interest 106 for 1 h", borrows(BOB, "39000.00"));
        assertEquals("rate 30500 30500, interest 4 for 1 h", borrows(LiquidationScenario.CYD, "1000.00"));
        assertEquals(
                "rate 30500 27450, interest 1 for 1 h, rate 30500 27450, interest 105 for 1 h,"
                        + " rate 30500 30500, interest 3 for 1 h",
                after(HOUR));
        assertFalse(after(31 * 24 * HOUR).contains("27450"), "a volume of more than 30 days ago has no discount");
    }

    /** A rate of 10,001 less 10 % is 9,000.9. */
    @Test
    void aDiscountedRateRoundsUp() {
        List<RatePoint> flat = List.of(new RatePoint(0, 10_001), new RatePoint(RatePoint.USE_MAX, 10_001));
        sets(new MarginRates(flat, List.of(new RateDiscount(0, 1_000)), DOLLAR));

        assertEquals("rate 10001 9001, interest 91 for 1 h", borrows(BOB, "100000.00"));
    }

    @Test
    void anOrderBorrowsAtTheSameRate() {
        sets(BY_USE);
        PlaceBorrowingOrder order = new PlaceBorrowingOrder(
                scenario.order(BOB, COINS, Side.BUY, "7000.00", limit("20.00", TimeInForce.GTC)));

        assertEquals("rate 30000 30000, interest 120 for 1 h", words(order));
    }

    @Test
    void withoutRatesTheRateOfTheTermsHoldsFromTheNextHourOn() {
        sets(BY_USE);
        borrows(BOB, "40000.00");

        assertEquals("", sets(BY_USE));
        assertEquals("set", sets(MarginRates.NONE));
        assertEquals("", sets(MarginRates.NONE));
        assertEquals("interest 120 for 1 h", after(HOUR));
        assertEquals("interest 0 for 1 h", after(HOUR));
    }

    @Test
    void ratesAreRefusedByName() {
        AssetId pebble = new AssetId(4);
        AssetId ofOthers = new AssetId(5);
        scenario.apply(new ListAsset(new Asset(1, pebble, "A4", new Scale(2), 1_000_000)));
        scenario.apply(new ListAsset(new Asset(2, ofOthers, "A5", new Scale(2), 1_000_000)));

        assertEquals("unknown_asset", words(new SetMarginRates(1, new AssetId(9), BY_USE)));
        assertEquals("unknown_asset", sets(new MarginRates(CURVE, DISCOUNTS, new AssetId(9))));
        assertEquals("other_tenant", words(new SetMarginRates(2, DOLLAR, BY_USE)));
        assertEquals("other_tenant", sets(new MarginRates(CURVE, DISCOUNTS, ofOthers)));
        assertEquals("margin_terms_missing", words(new SetMarginRates(1, pebble, BY_USE)));
        LiquidationScenario older = new LiquidationScenario(15);
        assertEquals("rules_too_old", older.answer(new SetMarginRates(1, DOLLAR, BY_USE)));
    }
}
