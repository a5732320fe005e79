package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.domain.RejectReason;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.PostTransferChain;
import com.flowex.domain.command.QuoteIndexPrice;
import com.flowex.domain.command.SetLeverage;
import com.flowex.domain.command.SetMarginTerms;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.DebtChanged;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.IndexPriceChanged;
import com.flowex.domain.event.InterestCharged;
import com.flowex.domain.event.LeverageSet;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.margin.IndexQuote;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.margin.MarginTier;
import com.flowex.domain.market.Asset;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Loans, interest and repayments (section 12 of the trading rules), by {@link ComparedExchange}.
 *
 * <p>Coins cost 10 dollars, both of scale 2. A debt needs 10 % initial margin up to a value of 1,000 and 20 % above.
 */
class LendingScenariosTest {

    private static final AssetId COIN = new AssetId(1);
    private static final AssetId DOLLAR = new AssetId(2);
    private static final AccountId ADA = new AccountId(1, 1_000);
    private static final AccountId BOB = new AccountId(1, 1_001);
    private static final AccountId POOL = AccountId.lendingOf(1);
    private static final AccountId OUTSIDE = AccountId.outsideOf(1);
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3_600 * SECOND;

    private final ComparedExchange exchange = new ComparedExchange(HOUR / 2);
    private int ids;

    private void open(int rules) {
        if (rules > 1) {
            apply(new AdoptRules(rules));
        }
        apply(new ListAsset(new Asset(1, COIN, "COIN", new Scale(2), 1_000_000)));
        apply(new ListAsset(new Asset(1, DOLLAR, "USD", new Scale(2), 1_000_000)));
        apply(new OpenAccount(ADA));
        apply(new OpenAccount(BOB));
    }

    /** The pool has 1,000 coins and lends 800; ada has 1,000 dollars. */
    private void openPool() {
        open(RulesVersion.NEWEST);
        apply(terms(COIN, 80_000, 100_000));
        apply(terms(DOLLAR, 0, 0));
        apply(new PostTransfer(transfer(OUTSIDE, POOL, COIN, 100_000)));
        apply(new PostTransfer(transfer(OUTSIDE, ADA, DOLLAR, 100_000)));
        quote();
    }

    private static SetMarginTerms terms(AssetId asset, long cap, int rateBillionths) {
        List<MarginTier> tiers = List.of(new MarginTier(0, 100_000, 50_000), new MarginTier(1_000, 200_000, 60_000));
        return new SetMarginTerms(1, asset, new MarginTerms(new Scale(2), 0, tiers, cap, rateBillionths));
    }

    private void quote() {
        for (int source = 1; source <= 3; source++) {
            apply(new QuoteIndexPrice(1, COIN, new IndexQuote(source, 1_000, 1, exchange.timeNanos() + 1)));
            apply(new QuoteIndexPrice(1, DOLLAR, new IndexQuote(source, 100, 1, exchange.timeNanos() + 1)));
        }
    }

    private Transfer transfer(AccountId from, AccountId to, AssetId asset, long units) {
        return new Transfer(new TransferId(1, ++ids), from, to, new Amount(asset, units), TransferKind.INTERNAL);
    }

    private String borrows(long coins) {
        return answer(new PostTransfer(transfer(POOL, ADA, COIN, coins)));
    }

    private String repays(long coins) {
        return answer(new PostTransfer(transfer(ADA, POOL, COIN, coins)));
    }

    private String paysBob(AssetId asset, long units) {
        return answer(new PostTransfer(transfer(ADA, BOB, asset, units)));
    }

    private String after(long nanos) {
        exchange.advance(nanos);
        return answer(AdvanceTime.ADVANCE_TIME);
    }

    private String answer(Command command) {
        List<String> words = new ArrayList<>();
        for (Object answer : apply(command)) {
            switch (answer) {
                case InterestCharged charged ->
                    words.add("interest " + charged.interest().units() + " for " + charged.hours() + " h");
                case DebtChanged debt -> words.add("owes " + debt.principalUnits() + " + " + debt.interestUnits());
                case LeverageSet set -> words.add("leverage " + set.leverage());
                case IndexPriceChanged changed -> words.add("index " + changed.priceUnits());
                case Rejection rejection -> words.add(rejection.reason().code());
                case FirstAnswer _ -> words.add("again");
                case BalanceChanged _ -> {}
                case Event _ -> {}
                default -> words.add(answer.toString());
            }
        }
        return String.join(", ", words);
    }

    private List<Object> apply(Command command) {
        return exchange.apply(command);
    }

    @Test
    void withoutAPoolNothingIsLent() {
        open(RulesVersion.NEWEST);
        apply(new PostTransfer(transfer(OUTSIDE, ADA, DOLLAR, 100_000)));
        apply(new OpenAccount(POOL));

        assertEquals("lending_pool_missing", borrows(1));
        apply(terms(COIN, 0, 0));
        assertEquals("lending_pool_missing", borrows(1));
        apply(terms(COIN, 50_000, 0));
        assertEquals("insufficient_funds", borrows(1));
        apply(new PostTransfer(transfer(OUTSIDE, POOL, COIN, 100)));
        assertEquals("index_price_uncertain", borrows(1));
    }

    @Test
    void rulesBeforeTheSeventhKnowNoLending() {
        open(6);
        apply(new OpenAccount(POOL));
        apply(new PostTransfer(transfer(OUTSIDE, POOL, COIN, 100)));

        assertEquals("rules_too_old", answer(terms(COIN, 50_000, 0)));
        assertEquals("", borrows(100));
        assertEquals("", repays(100));
    }

    /**
     * 1,000 dollars cover 10 % of the first 1,000 owed and 20 % of the rest. 549 coins and their first hour are 5,490.60:
     * they need 998.12 and leave 999.40. With 550 coins, 5,500.60, it is 1,000.12.
     */
    @Test
    void anAccountBorrowsWhatItsCollateralCovers() {
        openPool();

        assertEquals("lending_cap_reached", borrows(80_001));
        assertEquals("margin_level_too_low", borrows(55_000));
        assertEquals("interest 6 for 1 h, owes 54900 + 6", borrows(54_900));
        assertEquals("margin_level_too_low", borrows(100));
        assertEquals("repays_more_than_owed", repays(54_907));
        assertEquals("insufficient_funds", repays(54_906));
        assertEquals("owes 6 + 0", repays(54_900));
    }

    @Test
    void aRepaymentPaysTheInterestFirst() {
        openPool();
        apply(new PostTransfer(transfer(OUTSIDE, ADA, COIN, 10)));

        assertEquals("interest 1 for 1 h, owes 10000 + 1", borrows(10_000));
        assertEquals("interest 9 for 9 h", after(9 * HOUR));
        assertEquals("owes 10000 + 4", repays(6));
        assertEquals("owes 9000 + 0", repays(1_004));
        assertEquals("repays_more_than_owed", repays(9_001));
        assertEquals("owes 0 + 0", repays(9_000));
        assertEquals("", after(HOUR));
    }

    /** The rate is 0.01 % an hour: one coin of 100. The loan begins half an hour before a full hour. */
    @Test
    void oneHourIsChargedAtOnceAndOneAtEachFullHour() {
        openPool();

        assertEquals("interest 1 for 1 h, owes 10000 + 1", borrows(10_000));
        assertEquals("", after(HOUR / 2 - 60 * SECOND));
        assertEquals("interest 1 for 1 h", after(60 * SECOND));
        assertEquals("", after(HOUR - 60 * SECOND));
        assertEquals("interest 1 for 1 h", after(60 * SECOND));
    }

    @Test
    void afterAnOutageEachHourIsChargedOnce() {
        openPool();
        borrows(10_000);
        exchange.advance(24 * HOUR);

        assertEquals("interest 24 for 24 h, owes 10000 + 20", repays(5));
        assertEquals("", after(SECOND));
    }

    /** A new rate holds for a debt from the hour after its next one, so no borrower pays for the past at another rate. */
    @Test
    void aNewRateHoldsFromTheHourAfterTheNext() {
        openPool();
        borrows(10_000);
        apply(terms(COIN, 80_000, 1_000_000));

        assertEquals("interest 1 for 1 h", after(HOUR));
        assertEquals("interest 10 for 1 h", after(HOUR));
    }

    @Test
    void interestEndsWhereItEqualsTheDebt() {
        openPool();
        borrows(10);
        exchange.advance(10_000 * HOUR);
        assertEquals("interest 9 for 10000 h", after(0));
        assertEquals("interest 0 for 1 h", after(HOUR));
        assertEquals("owes 10 + 0", repays(10));
    }

    @Test
    void moneyLeavesAnAccountOnlyDownToTheLevelOfTwo() {
        openPool();
        borrows(9_999);

        assertEquals("margin_level_too_low", paysBob(DOLLAR, 100));
        assertEquals("", answer(new PostTransfer(transfer(OUTSIDE, ADA, DOLLAR, 40_000))));
        assertEquals("margin_level_too_low", paysBob(DOLLAR, 40_000));
        assertEquals("", paysBob(DOLLAR, 39_000));
        assertEquals(
                "margin_level_too_low",
                answer(new PostTransferChain(List.of(new TransferStep.Reserve(transfer(ADA, BOB, DOLLAR, 2_000), 0)))));
        assertEquals("owes 9000 + 0", repays(1_000));
        assertEquals(
                "",
                answer(new PostTransferChain(List.of(new TransferStep.Reserve(transfer(ADA, BOB, DOLLAR, 2_000), 0)))));
    }

    /** Reserved money is about to leave, so it is no collateral. */
    @Test
    void reservedMoneyIsNoCollateral() {
        openPool();
        apply(new PostTransferChain(List.of(new TransferStep.Reserve(transfer(ADA, BOB, DOLLAR, 99_900), 0))));

        assertEquals("margin_level_too_low", borrows(1_000));
        assertEquals("interest 1 for 1 h, owes 50 + 1", borrows(50));
    }

    @Test
    void withFewerThanThreeFreshPricesNothingIsLentAndNoCollateralLeaves() {
        openPool();
        borrows(1_000);
        exchange.advance(60 * SECOND);

        assertEquals("index_price_uncertain", borrows(1));
        assertEquals("index_price_uncertain", paysBob(DOLLAR, 1));
        assertEquals("owes 900 + 0", repays(101));
    }

    @Test
    void aChainSeesTheDebtsOfItsOwnSteps() {
        openPool();
        List<TransferStep> steps = List.of(
                new TransferStep.Post(transfer(POOL, ADA, COIN, 1_000)),
                new TransferStep.Post(transfer(ADA, POOL, COIN, 500)),
                new TransferStep.Post(transfer(ADA, POOL, COIN, 500)));

        assertEquals(
                "interest 1 for 1 h, owes 1000 + 1, owes 501 + 0, owes 1 + 0", answer(new PostTransferChain(steps)));
        assertEquals("again", answer(new PostTransferChain(steps)));
        assertEquals(
                "margin_level_too_low",
                answer(new PostTransferChain(List.of(
                        new TransferStep.Post(transfer(POOL, ADA, COIN, 30_000)),
                        new TransferStep.Post(transfer(ADA, BOB, COIN, 30_000))))));
    }

    @Test
    void aLoanCannotBeReserved() {
        openPool();
        assertEquals(
                RejectReason.LENDING_NOT_RESERVABLE.code(),
                answer(new PostTransferChain(List.of(new TransferStep.Reserve(transfer(POOL, ADA, COIN, 1), 0)))));
    }

    @Test
    void aQuoteIsRefusedIfItsSourceHasGivenALaterOne() {
        open(RulesVersion.NEWEST);
        assertEquals("margin_terms_missing", answer(new QuoteIndexPrice(1, COIN, new IndexQuote(1, 5, 1, 7))));
        apply(terms(COIN, 0, 0));

        assertEquals("index 5", answer(new QuoteIndexPrice(1, COIN, new IndexQuote(1, 5, 1, exchange.timeNanos()))));
        assertEquals(
                "index_quote_outdated",
                answer(new QuoteIndexPrice(1, COIN, new IndexQuote(1, 6, 1, exchange.timeNanos() - 1))));
        assertEquals("index 6", answer(new QuoteIndexPrice(1, COIN, new IndexQuote(1, 6, 1, Long.MAX_VALUE))));
        assertEquals(
                "index 7", answer(new QuoteIndexPrice(1, COIN, new IndexQuote(1, 7, 1, exchange.timeNanos() + 1))));
    }

    /** By leverage 2 ada owes at most what is hers: 99.98 coins with 0.01 of interest are 999.90, and so is her rest. */
    @Test
    void anAccountBorrowsNoMoreThanItsLeverageAllows() {
        openPool();

        assertEquals("leverage 1", answer(new SetLeverage(ADA, 1)));
        assertEquals("margin_level_too_low", borrows(1));
        assertEquals("leverage 2", answer(new SetLeverage(ADA, 2)));
        assertEquals("", answer(new SetLeverage(ADA, 2)));
        assertEquals("margin_level_too_low", borrows(9_999));
        assertEquals("interest 1 for 1 h, owes 9998 + 1", borrows(9_998));
        assertEquals("leverage 1", answer(new SetLeverage(ADA, 1)));
        assertEquals("margin_level_too_low", borrows(1));
        assertEquals("owes 9897 + 0", repays(102));
        assertEquals("margin_level_too_low", paysBob(DOLLAR, 1));
        assertEquals("leverage 0", answer(new SetLeverage(ADA, 0)));
        assertEquals("", paysBob(DOLLAR, 1));
        assertEquals("interest 1 for 1 h, owes 19897 + 1", borrows(10_000));
    }

    /** A first tier of 10 % allows eleven times. */
    @Test
    void aLeverageAboveThatOfEveryTierIsRefused() {
        open(10);
        assertEquals("rules_too_old", answer(new SetLeverage(ADA, 2)));
        assertEquals("", answer(new AdoptRules(11)));
        assertEquals("leverage_too_high", answer(new SetLeverage(ADA, 2)));
        apply(terms(COIN, 0, 0));
        assertEquals("leverage_too_high", answer(new SetLeverage(ADA, 2)));
        apply(terms(COIN, 50_000, 0));

        assertEquals("leverage_too_high", answer(new SetLeverage(ADA, 12)));
        assertEquals("leverage 11", answer(new SetLeverage(ADA, 11)));
        assertEquals("unknown_account", answer(new SetLeverage(new AccountId(1, 7_777), 1)));
    }

    @Test
    void termsAreRefusedByName() {
        open(RulesVersion.NEWEST);
        apply(terms(COIN, 0, 0));
        MarginTerms other = new MarginTerms(new Scale(3), 0, List.of(new MarginTier(0, 2, 1)), 0, 0);

        assertEquals("", answer(terms(COIN, 0, 0)));
        assertEquals("margin_scale_fixed", answer(new SetMarginTerms(1, COIN, other)));
        assertEquals("unknown_asset", answer(new SetMarginTerms(1, new AssetId(9), other)));
        assertEquals("other_tenant", answer(new SetMarginTerms(2, COIN, other)));
    }
}
