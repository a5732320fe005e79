package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.event.AccountOpened;
import com.flowex.domain.event.LiquidationEnded;
import com.flowex.domain.event.LiquidationStarted;
import com.flowex.domain.event.ShortfallRecorded;
import com.flowex.domain.margin.MarginLevels;
import com.flowex.domain.margin.MarginSums;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.value.AccountId;
import com.flowex.engine.ledger.HoldReason;
import com.flowex.engine.margin.Debt;
import com.flowex.engine.margin.MarginAccount;
import com.flowex.engine.snapshot.StateAudit;
import com.flowex.engine.state.ExchangeState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws of accounts that owe. A failing seed is added to its list for good. */
class LiquidationLawsTest {

    private static final int COMMANDS = 4_000;

    private final ExchangeState state = new ExchangeState();
    private final Exchange exchange = new Exchange(state);
    private final Recorder recorder = new Recorder();

    /**
     * Pools have lent the sum of the debts, assets sum to zero (the audit), an account at the liquidation level is
     * liquidated, due or waits, and one that is liquidated has repaid what it could.
     */
    @ParameterizedTest
    @ValueSource(longs = {4, 7, 29, 60})
    void debtsAreWatchedAndRepaid(long seed) {
        int started = 0;
        for (RandomLog.Entry entry : RandomLog.of(seed, COMMANDS)) {
            exchange.apply(entry.command(), entry.timeNanos(), recorder);
            List<Object> answers = recorder.take();
            started += answers.stream().anyMatch(LiquidationStarted.class::isInstance) ? 1 : 0;
            for (int account = 0; account < state.accounts.count(); account++) {
                checkAccount(account, entry.toString());
            }
            answers.forEach(answer -> checkEnd(answer, entry.toString()));
            if (!answers.isEmpty() && started % 5 == 1) {
                new StateAudit(state).check();
            }
        }
        new StateAudit(state).check();
        assertTrue(started > 0, "the log liquidates");
    }

    private void checkAccount(int account, String entry) {
        if (state.debts.of(account).isEmpty() || !state.rules().accountsAreLiquidated()) {
            return;
        }
        MarginAccount watched = assertNotNullOf(state.watch.find(account), entry);
        boolean isSettled = state.watch.batchOf(watched) == 0 && state.watch.retryNanos(watched) == 0;
        MarginLevels levels = state.margin.levels(state.accounts.id(account).tenant());
        if (isSettled) {
            assertTrue(!watched.isLiquidating(), () -> "a liquidation neither goes on nor waits: " + entry);
            assertTrue(
                    !sums(account).isLevelAtMost(levels.liquidationMillionths()) || hasGrown(account),
                    () -> "an account below the liquidation level is settled: " + entry);
        }
        if (watched.isLiquidating() && state.watch.batchOf(watched) == 0) {
            for (Debt debt : state.debts.of(account)) {
                assertEquals(0, state.ledger.availableOf(account, debt.asset), entry);
            }
            assertEquals(0, state.open.accountMarkets.countOf(account), entry);
        }
    }

    private static MarginAccount assertNotNullOf(MarginAccount watched, String entry) {
        assertNotNull(watched, entry);
        return watched;
    }

    /** Hours that are due and not charged yet make the account due with their timer. */
    private boolean hasGrown(int account) {
        return state.debts.of(account).stream().anyMatch(debt -> debt.hoursDue(state.journal.timeNanos()) > 0);
    }

    private void checkEnd(Object answer, String entry) {
        if (answer instanceof LiquidationEnded(AccountId id)) {
            int account = state.accounts.indexOf(id);
            assertTrue(
                    state.debts.of(account).isEmpty() || state.watch.find(account) != null,
                    () -> "an account that owes is not watched: " + entry);
        }
        if (answer instanceof ShortfallRecorded recorded) {
            assertTrue(recorded.totalUnits() >= recorded.amount().units(), entry);
        }
    }

    private MarginSums sums(int account) {
        MarginSums sums = new MarginSums();
        var assets = state.margin.of(state.accounts.id(account).tenant());
        for (int i = 0; i < assets.size(); i++) {
            int asset = assets.getInt(i);
            MarginTerms terms = state.margin.terms(asset);
            int balance = state.ledger.balanceIndexOf(account, asset);
            long own =
                    balance < 0 ? 0 : state.ledger.balance(balance) - state.claims.of(HoldReason.RESERVATIONS, balance);
            Debt debt = state.debts.find(account, asset);
            long owed =
                    debt == null ? 0 : debt.owedAt(state.journal.timeNanos()).units();
            var scale = state.assets.get(asset).scale();
            sums.addAsset(own, scale, state.margin.priceUnits(asset), terms);
            sums.addDebt(owed, scale, state.margin.priceUnits(asset), terms);
        }
        return sums;
    }

    /** A step that is repeated is harmless: once nothing is due, time that stands still changes nothing. */
    @ParameterizedTest
    @ValueSource(longs = {4, 15})
    void aRepeatedLookChangesNothing(long seed) {
        for (RandomLog.Entry entry : RandomLog.of(seed, COMMANDS / 2)) {
            exchange.apply(entry.command(), entry.timeNanos(), recorder);
            recorder.take();
            if (state.watch.isEmpty()) {
                continue;
            }
            while (exchange.deadlineNanos() <= state.journal.timeNanos()) {
                exchange.apply(AdvanceTime.ADVANCE_TIME, entry.timeNanos(), recorder);
            }
            recorder.take();
            long digest = exchange.digest();
            exchange.apply(AdvanceTime.ADVANCE_TIME, entry.timeNanos(), recorder);
            assertEquals(List.of(), recorder.take(), entry::toString);
            assertEquals(digest, exchange.digest(), entry::toString);
        }
    }

    /** Nothing depends on the order in which accounts were opened: their places in all tables differ. */
    @Test
    void theOrderOfAccountsDecidesNothing() {
        List<RandomLog.Entry> log = RandomLog.of(4, COMMANDS);
        List<RandomLog.Entry> opens = new ArrayList<>();
        List<RandomLog.Entry> others = new ArrayList<>();
        log.forEach(entry -> (isFirstOpening(entry) ? opens : others).add(entry));
        int assets = others.indexOf(others.stream()
                .filter(entry -> entry.command() instanceof PostTransfer)
                .findFirst()
                .orElseThrow());
        List<RandomLog.Entry> straight = new ArrayList<>(others);
        straight.addAll(assets, timed(opens, others.get(assets).timeNanos()));
        List<RandomLog.Entry> reversed = new ArrayList<>(others);
        Collections.reverse(opens);
        reversed.addAll(assets, timed(opens, others.get(assets).timeNanos()));

        List<Object> one = Replays.answersOf(new Exchange(), straight);
        List<Object> other = Replays.answersOf(new Exchange(), reversed);
        assertTrue(one.stream().anyMatch(LiquidationStarted.class::isInstance), "the log liquidates");
        assertEquals(withoutOpenings(one), withoutOpenings(other));
    }

    private static boolean isFirstOpening(RandomLog.Entry entry) {
        return entry.command() instanceof OpenAccount(AccountId account, boolean mayOwe)
                && !mayOwe
                && account.number() < AccountId.CUSTOMERS_FROM + RandomAccounts.CUSTOMERS;
    }

    private static List<RandomLog.Entry> timed(List<RandomLog.Entry> entries, long nanos) {
        return entries.stream()
                .map(entry -> new RandomLog.Entry(entry.command(), nanos))
                .toList();
    }

    private static List<Object> withoutOpenings(List<Object> answers) {
        return answers.stream()
                .filter(answer -> !(answer instanceof AccountOpened))
                .toList();
    }
}
