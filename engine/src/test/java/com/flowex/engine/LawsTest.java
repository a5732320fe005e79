package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.AccountId;
import com.flowex.domain.FirstAnswer;
import com.flowex.domain.RejectReason;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.OrderRejected;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.event.TransferRejected;
import com.flowex.domain.state.AccountState;
import com.flowex.domain.state.BalanceState;
import com.flowex.domain.state.InstrumentState;
import com.flowex.domain.state.RestingOrderState;
import com.flowex.domain.state.StateRecord;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every log. A failing seed is the whole bug report: it is added to its list for good. */
class LawsTest {

    private static final long[] SEEDS = {1, 2, 3, 5, 8, 13, 21, 20_261_120};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20_261_120})
    void theSameLogAlwaysGivesTheSameEventsAndDigest(long seed) {
        List<RandomLog.Entry> log = RandomLog.of(seed, 5_000);
        Exchange first = new Exchange();
        Exchange second = new Exchange();

        assertEquals(answersOf(first, log), answersOf(second, log), () -> "seed " + seed);
        assertEquals(first.digest(), second.digest(), () -> "seed " + seed);
    }

    /**
     * Failures 2, 3 and 5. Method: at every position of a log the state is written, restored and written again, and the
     * restored exchange answers the next commands as the original does; at some positions, all the rest of the log.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void aSnapshotAtAnyPositionAndTheTailEqualTheFullReplay(long seed) {
        List<RandomLog.Entry> log = RandomLog.of(seed, 400);
        Exchange original = new Exchange();
        List<Object> all = answersOf(new Exchange(), log);
        Recorder recorder = new Recorder();
        int answered = 0;
        for (int position = 0; position < log.size(); position++) {
            Exchange restored = copyOf(original);
            List<RandomLog.Entry> tail = log.subList(position, log.size());
            int at = position;
            assertEquals(
                    all.subList(answered, all.size()), answersOf(restored, tail), () -> "seed " + seed + " at " + at);
            original.apply(log.get(position).command(), log.get(position).timeNanos(), recorder);
            answered += recorder.take().size();
        }
    }

    @Test
    void aSnapshotOfASnapshotIsTheSameSnapshot() {
        for (long seed : SEEDS) {
            Exchange exchange = new Exchange();
            answersOf(exchange, RandomLog.of(seed, 3_000));
            Exchange copy = copyOf(exchange);

            assertEquals(recordsOf(exchange), recordsOf(copy));
            assertEquals(exchange.digest(), copy.digest());
        }
    }

    /** Failure 7: zero sums, holds that equal needs, sound books: the slow audit after every single command. */
    @Test
    void everyInvariantHoldsAfterEveryCommand() {
        for (long seed : SEEDS) {
            ExchangeState state = new ExchangeState();
            Exchange exchange = new Exchange(state);
            Audit audit = new Audit(state);
            Recorder recorder = new Recorder();
            for (RandomLog.Entry entry : RandomLog.of(seed, 2_000)) {
                exchange.apply(entry.command(), entry.timeNanos(), recorder);
                audit.check();
            }
        }
    }

    /** Failure 11: the same command again, at the same time, leaves the same state but for the numbers it used up. */
    @Test
    void repeatingAnyCommandChangesNothing() {
        for (long seed : SEEDS) {
            Exchange exchange = new Exchange();
            Recorder recorder = new Recorder();
            for (RandomLog.Entry entry : RandomLog.of(seed, 1_500)) {
                exchange.apply(entry.command(), entry.timeNanos(), recorder);
                dropWhatIsPastRetention(exchange, entry.timeNanos());
                List<StateRecord> before = recordsOf(exchange);
                exchange.apply(entry.command(), entry.timeNanos(), recorder);
                assertEquals(
                        withoutCounters(before),
                        withoutCounters(recordsOf(exchange)),
                        () -> "seed " + seed + " " + entry.command());
            }
        }
    }

    /** A command drops a bounded number of old ids, whatever it is; a refused one does nothing else. */
    private static void dropWhatIsPastRetention(Exchange exchange, long timeNanos) {
        for (int i = 0; i < 40; i++) {
            exchange.apply(CancelOrders.allOf(new AccountId(1, 999_999)), timeNanos, new Recorder());
        }
    }

    @Test
    void aRepeatedOrderOrTransferIsAnsweredAsAtFirst() {
        for (long seed : SEEDS) {
            Exchange exchange = new Exchange();
            Recorder recorder = new Recorder();
            for (RandomLog.Entry entry : RandomLog.of(seed, 1_500)) {
                exchange.apply(entry.command(), entry.timeNanos(), recorder);
                List<Object> first = recorder.take();
                exchange.apply(entry.command(), entry.timeNanos(), recorder);
                if (entry.command() instanceof PlaceOrder || entry.command() instanceof PostTransfer) {
                    assertSameAnswer(first, recorder.take());
                }
                recorder.take();
            }
        }
    }

    private static void assertSameAnswer(List<Object> first, List<Object> again) {
        RejectReason refused = refusalIn(first);
        if (refused == null) {
            assertTrue(
                    again.equals(first) || !(again.getFirst() instanceof FirstAnswer.Refused),
                    () -> first + " " + again);
        } else {
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

    @Test
    void aRefusedCommandChangesNothingButTheRememberedId() {
        for (long seed : SEEDS) {
            Exchange exchange = new Exchange();
            Recorder recorder = new Recorder();
            for (RandomLog.Entry entry : RandomLog.of(seed, 1_500)) {
                List<StateRecord> before = withoutIds(recordsOf(exchange));
                exchange.apply(entry.command(), entry.timeNanos(), recorder);
                List<Object> answers = recorder.take();
                if (answers.size() == 1 && answers.getFirst() instanceof Rejection) {
                    assertEquals(before, withoutIds(recordsOf(exchange)), () -> "seed " + seed + " " + entry.command());
                }
            }
        }
    }

    @Test
    void anAlteredCommandAltersTheDigest() {
        List<RandomLog.Entry> log = RandomLog.of(4, 1_000);
        List<RandomLog.Entry> altered = new ArrayList<>(log);
        altered.remove(60);
        Exchange one = new Exchange();
        Exchange other = new Exchange();
        answersOf(one, log);
        answersOf(other, altered);

        assertNotEquals(one.digest(), other.digest());
    }

    /** The random logs are worth something only if they reach everything: every event and nearly every refusal. */
    @Disabled("until the random logs place the orders and change the markets of the newer rules")
    @Test
    void theRandomLogsReachEveryKindOfAnswer() {
        Set<String> kinds = new HashSet<>();
        Set<RejectReason> reasons = EnumSet.noneOf(RejectReason.class);
        for (long seed : SEEDS) {
            for (Object answer : answersOf(new Exchange(), RandomLog.of(seed, 10_000))) {
                kinds.add(answer.getClass().getSimpleName());
                if (answer instanceof OrderRejected
                        || answer instanceof TransferRejected
                        || answer instanceof Rejection) {
                    reasons.add(((Rejection) answer).reason());
                }
            }
        }
        // Listing refusals have scenarios of their own; the bounds of the engine are too large for a random log.
        Set<RejectReason> unreached = EnumSet.complementOf(EnumSet.copyOf(reasons));
        assertEquals(
                EnumSet.of(
                        RejectReason.ASSET_EXISTS,
                        RejectReason.SCALE_TOO_FINE,
                        RejectReason.INSTRUMENT_EXISTS,
                        RejectReason.NOTIONAL_OVERFLOWS,
                        RejectReason.TOO_MANY_OPEN_ORDERS,
                        RejectReason.CAPACITY_REACHED),
                unreached);
        for (Class<?> kind : Event.class.getPermittedSubclasses()) {
            boolean isGroup = kind.isInterface() || kind.getSimpleName().equals("ListingRejected");
            assertTrue(isGroup || kinds.contains(kind.getSimpleName()), kind::getSimpleName);
        }
    }

    private static List<Object> answersOf(Exchange exchange, List<RandomLog.Entry> log) {
        Recorder recorder = new Recorder();
        for (RandomLog.Entry entry : log) {
            exchange.apply(entry.command(), entry.timeNanos(), recorder);
        }
        return recorder.take();
    }

    static Exchange copyOf(Exchange exchange) {
        Exchange.Restorer restorer = Exchange.restorer();
        exchange.writeState(restorer);
        return restorer.restored();
    }

    private static List<StateRecord> recordsOf(Exchange exchange) {
        List<StateRecord> records = new ArrayList<>();
        exchange.writeState(records::add);
        return records;
    }

    private static List<StateRecord> withoutCounters(List<StateRecord> records) {
        return records.subList(1, records.size());
    }

    /** What is left when the memory of ids is taken away: money, orders, markets. */
    private static List<StateRecord> withoutIds(List<StateRecord> records) {
        return records.stream()
                .filter(piece -> piece instanceof BalanceState
                        || piece instanceof RestingOrderState
                        || piece instanceof InstrumentState
                        || piece instanceof AccountState)
                .toList();
    }
}
