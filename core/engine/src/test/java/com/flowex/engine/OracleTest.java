package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.flowex.domain.RejectReason;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.InterestRateSet;
import com.flowex.domain.event.MarketTimerSet;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderRevised;
import com.flowex.domain.event.OrderStarted;
import com.flowex.domain.event.OrderTriggered;
import com.flowex.domain.event.OrdersLinked;
import com.flowex.domain.event.OrdersPaired;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.event.SelfTradePrevented;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Quantity;
import com.flowex.testsupport.PropertyTestSeeds;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: the fast engine does what the plain words say. Method: random logs through both; every event, answer and deadline
 * compared (balances, which stand last, by account and asset), and books and balances at the end. A failing log is shortened
 * and printed; its seed is kept.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OracleTest {

    private static final AccountId ACCOUNT = new AccountId(1, 1);
    private static final int COMMANDS = 10_000;
    private static final long SHRINKING_NANOS = 60_000_000_000L;

    /** Seeds that have failed once. */
    private static final long[] REGRESSIONS = {20_261_120, 769, 947};

    /**
     * Seeds that reach, with the regressions, everything that {@link #theRandomLogsReachEveryKindOfAnswer} asks for. A greedy
     * cover of the seeds 1 to 60 has found them: the regressions miss a burnt client order id, too many trailing stops, a
     * limit of fills (56 reaches all three), and an order that its account can no longer pay for (8). Limit orders go on most
     * often in 36 and 32. Loans are refused for each of their reasons in 17. Liquidations wait, and leave
     * shortfalls that are booked, in 9, where orders borrow. Cancels
     * depend on fills, and accounts have leverages, in 59. Orders repay and return loans in 60, and pay others in 22. Losses
     * activate trailing stops, orders that may transfer meet their own, and timers of markets end orders, in 157.
     * Take-profits of pairs trail, and pairs outside the book change, in 9. Working orders that waited start others in 117.
     * Isolated accounts borrow and are liquidated in 103, where limits of positions end orders, too. Rates follow use and volume in 10, and during liquidations in 18.
     * Orders that wait, pairs and lists have effects on debts in 142.
     */
    private static final long[] COVER = {56, 8, 36, 32, 17, 9, 59, 60, 22, 157, 117, 103, 10, 18, 142};

    /** A full run takes all seeds up to this one. */
    private static final long FULL_MOST = 1_000;

    private long wentOn;
    private long loansByOrders;
    private long repaymentsByOrders;
    private long loansOfOthers;
    private long returnedLoans;
    private long paidOrders;
    private long activatedByLoss;
    private long transfers;
    private long trailingProfits;
    private long startedByWaiting;
    private long changesOfWaiting;
    private final Map<OrderId, OrderId> workings = new HashMap<>();
    private long endsByMarketTimers;
    private long discountedRates;
    private final Set<Integer> poolRates = new HashSet<>();
    private @Nullable Object last;
    private final Map<OrderId, OrderRequest> newest = new HashMap<>();
    private @Nullable OrderId revised;
    private final Set<Class<?>> kinds = new HashSet<>();
    private final Set<RejectReason> refusals = EnumSet.noneOf(RejectReason.class);
    private final Set<ExpiryReason> expiries = EnumSet.noneOf(ExpiryReason.class);

    /** A hundred and thirty thousand commands; in a full run ten million. */
    static LongStream seeds() {
        long[] daily = LongStream.concat(LongStream.of(REGRESSIONS), LongStream.of(COVER))
                .toArray();
        LongStream others = LongStream.rangeClosed(1, FULL_MOST)
                .filter(seed -> LongStream.of(daily).noneMatch(known -> known == seed));
        return PropertyTestSeeds.of(
                OracleTest.class,
                PropertyTestSeeds.QUICK ? REGRESSIONS.length : daily.length,
                LongStream.concat(LongStream.of(daily), others).toArray());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theEngineAgreesWithThePlainExchange(long seed) {
        Duel duel = new Duel(this::take);
        Duel.Difference difference = duel.fight(seed, COMMANDS);
        wentOn += duel.wentOn();
        if (difference != null) {
            List<RandomLog.Entry> shrunk =
                    Duel.shrunk(difference.log(), log -> Duel.fight(log) != null, SHRINKING_NANOS);
            Duel.Difference shortest = Duel.fight(shrunk);
            fail(PropertyTestSeeds.named(seed) + ": " + (shortest == null ? difference : shortest).report());
        }
    }

    /** An answer that is forgotten only after rules 2 leaves no trace: no command forgets more than 64. */
    @ParameterizedTest
    @ValueSource(ints = {0, 63, 64, 69})
    void aRefusalIsForgottenByTheRulesOfItsTime(int requested) {
        long day = 86_400_000_000_000L;
        List<RandomLog.Entry> log = new ArrayList<>();
        log.add(new RandomLog.Entry(new OpenAccount(ACCOUNT, false), 1));
        IntStream.range(0, 70).forEach(number -> log.add(new RandomLog.Entry(refused(number), 2)));
        log.add(new RandomLog.Entry(new AdoptRules(2), 2 + day));
        log.add(new RandomLog.Entry(refused(requested), 3 + day));
        log.add(new RandomLog.Entry(refused(requested), 4 + day));
        Duel.Difference difference = Duel.fight(log);
        assertNull(difference, () -> Objects.requireNonNull(difference).report());
    }

    /** An order in a market that is not there. */
    private static PlaceOrder refused(int number) {
        return new PlaceOrder(new OrderRequest(
                ACCOUNT,
                ClientOrderId.of("order-" + number),
                new InstrumentId(1),
                Side.BUY,
                new Quantity(1),
                OrderTerms.Market.MARKET));
    }

    /** The random logs are worth something only if they reach everything that a log can reach. */
    @AfterAll
    void theRandomLogsReachEveryKindOfAnswer() {
        if (PropertyTestSeeds.QUICK) {
            return;
        }
        assertTrue(loansByOrders >= 10, () -> "orders borrow: " + loansByOrders);
        assertTrue(repaymentsByOrders >= 10, () -> "orders repay: " + repaymentsByOrders);
        assertTrue(loansOfOthers >= 10, () -> "orders that wait, pairs and lists borrow: " + loansOfOthers);
        assertTrue(returnedLoans >= 10, () -> "orders return loans: " + returnedLoans);
        assertTrue(paidOrders >= 10, () -> "orders sell what they are paid: " + paidOrders);
        assertTrue(activatedByLoss >= 10, () -> "trailing stops that a loss activated are met: " + activatedByLoss);
        assertTrue(transfers >= 10, () -> "orders that may transfer meet their own: " + transfers);
        assertTrue(trailingProfits >= 10, () -> "take-profits of pairs trail: " + trailingProfits);
        assertTrue(startedByWaiting >= 10, () -> "orders that waited start others: " + startedByWaiting);
        assertTrue(changesOfWaiting >= 10, () -> "lists change while they wait: " + changesOfWaiting);
        assertTrue(endsByMarketTimers >= 10, () -> "timers of markets cancel orders: " + endsByMarketTimers);
        assertTrue(discountedRates >= 10, () -> "rates are discounted: " + discountedRates);
        assertTrue(poolRates.size() >= 50, () -> "rates of pools: " + poolRates.size());
        assertTrue(wentOn >= 10, () -> "orders go on behind their last fill: " + wentOn);
        // The bounds of the engine's memory are too large for a log; a broken chain is named by the step that broke it.
        assertEquals(
                EnumSet.of(
                        RejectReason.CLIENT_ORDER_IDS_USED_UP,
                        RejectReason.TENANT_IDS_USED_UP,
                        RejectReason.CAPACITY_REACHED,
                        RejectReason.CHAIN_BROKEN),
                EnumSet.complementOf(EnumSet.copyOf(refusals)));
        assertEquals(EnumSet.allOf(ExpiryReason.class), expiries);
        for (Class<?> kind : Event.class.getPermittedSubclasses()) {
            assertTrue(kinds.contains(kind) || kind.isInterface(), kind::getSimpleName);
        }
        for (Class<?> kind : Rejection.class.getPermittedSubclasses()) {
            assertTrue(kinds.contains(kind), kind::getSimpleName);
        }
    }

    private void take(Object answer) {
        kinds.add(answer.getClass());
        if (answer instanceof TransferPosted(var transfer)) {
            loansByOrders += transfer.id().isOfLoan() ? 1 : 0;
            loansOfOthers += transfer.id().isOfLoan() && isOfAnotherThanSingle(last) ? 1 : 0;
            repaymentsByOrders += transfer.id().isOfRepayment() ? 1 : 0;
            returnedLoans += transfer.id().isOfReturn() ? 1 : 0;
        }
        countNewest(answer);
        boolean isEndByTimer = last instanceof MarketTimerSet set && set.deadlineNanos() == 0;
        endsByMarketTimers += isEndByTimer && answer instanceof OrderCanceled ? 1 : 0;
        last = answer;
        if (answer instanceof InterestRateSet set) {
            discountedRates += set.hourlyRateBillionths() < set.poolBillionths() ? 1 : 0;
            poolRates.add(set.poolBillionths());
        }
        if (answer instanceof OrderRevised changed) {
            revised = changed.order();
            OrderRequest order = newest.get(changed.order());
            boolean waits = order != null && order.terms() instanceof OrderTerms.Conditional;
            changesOfWaiting += waits && workings.containsValue(changed.order()) ? 1 : 0;
        }
        if (answer instanceof OrderStarted started && started.order().equals(revised)) {
            paidOrders++;
        }
        if (answer instanceof Rejection rejection) {
            refusals.add(rejection.reason());
        }
        if (answer instanceof OrderExpired expired) {
            expiries.add(expired.reason());
        }
    }

    /** Returns true if what came before a loan is the acceptance of an order that waits, or the beginning of a pending one. */
    private static boolean isOfAnotherThanSingle(@Nullable Object before) {
        return before instanceof OrderStarted
                || before instanceof OrderAccepted accepted
                        && accepted.request().terms() instanceof OrderTerms.Conditional;
    }

    private void countNewest(Object answer) {
        switch (answer) {
            case OrderAccepted accepted -> newest.put(accepted.order(), accepted.request());
            case OrdersPaired pair -> {
                OrderRequest first = newest.get(pair.limit());
                trailingProfits += first != null && first.trails() ? 1 : 0;
            }
            case OrderTriggered triggered -> {
                OrderRequest order = newest.get(triggered.order());
                boolean isLoss = order != null
                        && order.terms() instanceof OrderTerms.Conditional(Trigger.TrailingFromLoss _, var _);
                activatedByLoss += isLoss ? 1 : 0;
            }
            case SelfTradePrevented prevented -> {
                OrderRequest taker = newest.get(prevented.taker());
                boolean mayTransfer = taker != null && taker.selfTradePrevention() == SelfTradePrevention.TRANSFER;
                transfers += mayTransfer ? 1 : 0;
            }
            case OrdersLinked linked -> workings.put(linked.pending(), linked.working());
            case OrderStarted started -> {
                OrderId id = workings.get(started.order());
                OrderRequest working = id == null ? null : newest.get(id);
                startedByWaiting += working != null && working.terms() instanceof OrderTerms.Conditional ? 1 : 0;
            }
            default -> {}
        }
    }
}
