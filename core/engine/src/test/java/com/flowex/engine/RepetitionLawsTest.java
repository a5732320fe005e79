package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.flowex.domain.RejectReason;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceLinkedPair;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.PlacePayingOrders;
import com.flowex.domain.command.PlacePayingPair;
import com.flowex.domain.command.PlaceRepayingOrder;
import com.flowex.domain.command.PlaceReturningOrder;
import com.flowex.domain.command.PlaceWithEffects;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.PostTransferChain;
import com.flowex.domain.event.MarketStateChanged;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.market.MarketStateCause;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.state.StateRecord;
import com.flowex.domain.value.AccountId;
import com.flowex.engine.snapshot.StateAudit;
import com.flowex.engine.state.ExchangeState;
import com.flowex.testsupport.PropertyTestSeeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Allowed effects of a repeated or refused command: none, or the memory of its id. */
class RepetitionLawsTest {

    private static final long[] SEEDS = {20_261_120, 142, 1, 2, 3, 5, 8, 13, 21, 34};

    static LongStream seeds() {
        return PropertyTestSeeds.of(RepetitionLawsTest.class, PropertyTestSeeds.QUICK ? 1 : 2, SEEDS);
    }

    /** Every command writes the whole state, so a log costs the square of its length. */
    private static final int COMMANDS = PropertyTestSeeds.FULL ? 1_500 : 1_000;
    /** Traces of ids are kept for 30 days at least. */
    private static final long RETENTION_NANOS = 30 * 86_400_000_000_000L;

    /** A refusal is remembered for a day at least. */
    private static final long REFUSAL_NANOS = RETENTION_NANOS / 30;

    private final Exchange exchange = new Exchange();
    private final Recorder recorder = new Recorder();

    private List<Object> apply(Command command, long timeNanos) {
        exchange.apply(command, timeNanos, recorder);
        return recorder.take();
    }

    private static boolean hasId(Command command) {
        return command instanceof PlaceOrder
                || command instanceof PlaceBorrowingOrder
                || command instanceof PlaceRepayingOrder
                || command instanceof PlaceReturningOrder
                || command instanceof PlaceOrderPair
                || command instanceof PlaceLinkedOrders
                || command instanceof PlaceLinkedPair
                || command instanceof PlacePayingOrders
                || command instanceof PlacePayingPair
                || command instanceof PlaceWithEffects(var _, var _, var placement) && hasId(placement)
                || command instanceof CancelReplace
                || command instanceof PostTransfer
                || command instanceof PostTransferChain;
    }

    private static boolean isReplacement(Command command) {
        return command instanceof CancelReplace || command instanceof PlaceWithEffects(var _, var _, CancelReplace _);
    }

    /** By a command that does nothing: prices that fall out of a breaker's window are the clock's doing. */
    private void moveTheClock(long timeNanos) {
        apply(CancelOrders.allOf(new AccountId(1, 999_999)), timeNanos);
    }

    /** A command drops a bounded number of old ids, whatever it is; a refused one does nothing else. */
    private void dropWhatIsPastRetention(long timeNanos) {
        for (int i = 0; i < 40; i++) {
            moveTheClock(timeNanos);
        }
    }

    /** One pass checks the three laws of a command that comes for the first time, and of the same one after it. */
    @ParameterizedTest
    @MethodSource("seeds")
    void aRefusedOrRepeatedCommandChangesNothing(long seed) {
        Exchange straight = new Exchange();
        for (RandomLog.Entry entry : RandomLog.of(seed, COMMANDS)) {
            String where = PropertyTestSeeds.named(seed) + " " + entry.command();
            boolean willBeRefused = isRefused(Replays.answersOf(straight, List.of(entry)));
            List<Object> first = willBeRefused ? refused(entry, where) : apply(entry.command(), entry.timeNanos());
            if (!(entry.command() instanceof AdvanceTime) && !isUndoneByItsEffects(entry.command(), first)) {
                List<Object> again = repeat(entry.command(), entry.timeNanos(), where);
                if (hasId(entry.command()) && !isReplacement(entry.command())) {
                    assertSameAnswer(first, again);
                }
            }
        }
    }

    /** A market that is opened, and whose breaker halts it within the same command, may be opened again. */
    private static boolean isUndoneByItsEffects(Command command, List<Object> answers) {
        return command instanceof ChangeMarketState
                && answers.stream()
                        .anyMatch(answer -> answer instanceof MarketStateChanged changed
                                && changed.cause() == MarketStateCause.CIRCUIT_BREAKER);
    }

    private static boolean isRefused(List<Object> answers) {
        return !answers.isEmpty() && answers.stream().allMatch(Rejection.class::isInstance);
    }

    /** A refused command changes nothing but the remembered id. */
    private List<Object> refused(RandomLog.Entry entry, String where) {
        dropWhatIsPastRetention(entry.timeNanos());
        List<StateRecord> before = Replays.withoutIds(Replays.recordsOf(exchange));
        List<Object> answers = apply(entry.command(), entry.timeNanos());
        if (isRefused(answers)) {
            assertNothingChanged(before, Replays.withoutIds(Replays.recordsOf(exchange)), where);
        }
        return answers;
    }

    /**
     * Failure 11: the same command again, at the same time, leaves the same state but for the numbers it used up. An
     * {@code AdvanceTime} that left something over is not over.
     */
    private List<Object> repeat(Command command, long timeNanos, String where) {
        List<StateRecord> before = settled(timeNanos);
        List<Object> answers = apply(command, timeNanos);
        assertNothingChanged(before, withoutCounters(), where + " " + answers);
        return answers;
    }

    private List<StateRecord> settled(long timeNanos) {
        dropWhatIsPastRetention(timeNanos);
        return withoutCounters();
    }

    private List<StateRecord> withoutCounters() {
        return Replays.withoutCounters(Replays.recordsOf(exchange));
    }

    /** The same records in the same order; if not, the message lists those that differ. */
    private static void assertNothingChanged(List<StateRecord> before, List<StateRecord> after, String where) {
        if (!before.equals(after)) {
            List<StateRecord> gone = new ArrayList<>(before);
            gone.removeAll(after);
            List<StateRecord> come = new ArrayList<>(after);
            come.removeAll(before);
            fail(where + " changed " + gone + " to " + come);
        }
    }

    /** Failures 6 and 16: a command with an id changes nothing either when it comes again much later. */
    @ParameterizedTest
    @MethodSource("seeds")
    void repeatingAnEarlierOrderOrTransferChangesNothing(long seed) {
        List<RandomLog.Entry> log = RandomLog.of(seed, COMMANDS);
        Random random = new Random(seed);
        boolean[] wasRefused = new boolean[log.size()];
        for (int position = 0; position < log.size(); position++) {
            long now = log.get(position).timeNanos();
            List<Object> answers = apply(log.get(position).command(), now);
            wasRefused[position] = answers.stream()
                    .anyMatch(answer -> answer instanceof Rejection || answer instanceof FirstAnswer.Refused);
            int back = random.nextInt(position + 1);
            RandomLog.Entry earlier = log.get(back);
            // When the id of a refused one was asked first is not known here: on the first day it is remembered.
            boolean isRecent = wasRefused[back]
                    ? now - log.getFirst().timeNanos() < REFUSAL_NANOS
                    : now - earlier.timeNanos() < RETENTION_NANOS;
            if (isRecent && hasId(earlier.command())) {
                String where = PropertyTestSeeds.named(seed) + " at " + position + " " + earlier.command();
                repeatIfRemembered(earlier.command(), now, where);
            }
        }
    }

    /** An order of no account is remembered nowhere. */
    private void repeatIfRemembered(Command command, long now, String where) {
        List<StateRecord> before = settled(now);
        List<Object> again = apply(command, now);
        if (refusalIn(again) != RejectReason.UNKNOWN_ACCOUNT) {
            assertNothingChanged(before, withoutCounters(), where + " " + again);
        }
    }

    private static void assertSameAnswer(List<Object> first, List<Object> again) {
        RejectReason refused = refusalIn(first);
        if (refused == null) {
            boolean isSame = again.equals(first) || !(again.getFirst() instanceof FirstAnswer.Refused);
            assertTrue(isSame, () -> first + " " + again);
        } else if (refusalIn(again) != RejectReason.TRANSFER_ID_REUSED) {
            // A chain with an id of another chain is answered with that when it comes again: refused all the same.
            assertEquals(refused, refusalIn(again));
        }
    }

    private static @Nullable RejectReason refusalIn(List<Object> answers) {
        return switch (answers.getFirst()) {
            case Rejection rejection -> rejection.reason();
            case FirstAnswer.Refused refused -> refused.reason();
            default -> null;
        };
    }

    /** Failure 7: zero sums, holds that equal needs, sound books: the slow audit after every single command. */
    @ParameterizedTest
    @MethodSource("seeds")
    void everyInvariantHoldsAfterEveryCommand(long seed) {
        ExchangeState state = new ExchangeState();
        Exchange audited = new Exchange(state);
        StateAudit audit = new StateAudit(state);
        for (RandomLog.Entry entry : RandomLog.of(seed, 2_000)) {
            audited.apply(entry.command(), entry.timeNanos(), recorder);
            audit.check();
        }
    }
}
