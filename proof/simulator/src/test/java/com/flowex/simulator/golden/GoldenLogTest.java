package com.flowex.simulator.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.domain.RejectReason;
import com.flowex.domain.command.Command;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.EventSink;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.state.StateRecord;
import com.flowex.engine.Exchange;
import com.flowex.engine.RandomLog;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: a log that was ever released replays for ever. Method: committed requests are decoded, applied, and all that the
 * engine answers and holds in the end is compared, as bytes, with what it was when the log was written.
 *
 * <p>Failure 30: an old log replayed by a new build gives other results. A change of behaviour must be switched by a
 * version recorded in the log; the committed files are never written again.
 */
class GoldenLogTest {

    /** Decoded requests by log: three tests read them. */
    private static final Map<String, List<RandomLog.Entry>> REQUESTS = new HashMap<>();

    private static List<RandomLog.Entry> requests(String log) throws IOException {
        List<RandomLog.Entry> requests = REQUESTS.get(log);
        if (requests == null) {
            requests = GoldenLog.requests(log);
            REQUESTS.put(log, requests);
        }
        return requests;
    }

    @ParameterizedTest
    @MethodSource("logs")
    void aReleasedLogGivesTheSameAnswersAndTheSameState(String log) throws IOException {
        Replayed replayed = new Replayed(new Exchange());
        requests(log).forEach(entry -> replayed.apply(entry.command(), entry.timeNanos()));

        assertEquals(GoldenLog.answers(log), replayed.end());
    }

    @ParameterizedTest
    @MethodSource("logs")
    void aReleasedStateGoesOnToTheSameEnd(String log) throws IOException {
        List<RandomLog.Entry> requests = requests(log);
        Replayed replayed = new Replayed(new Exchange());
        for (int i = 0; i < requests.size(); i++) {
            if (i == requests.size() / 2) {
                replayed.restore(GoldenLog.halfway(log));
            }
            replayed.apply(requests.get(i).command(), requests.get(i).timeNanos());
        }

        assertEquals(GoldenLog.answers(log), replayed.end());
    }

    /** Logs of every version. */
    static List<String> logs() {
        return GoldenLog.PRESENT;
    }

    /**
     * Missing kinds cannot be in a log of this version: bounds of memory are too large for it, and a broken chain is
     * named by the step that broke it.
     */
    @Test
    void thePresentVersionsLogsHaveEveryKindOfCommandAnswerAndState() throws IOException {
        SeenKinds met = new SeenKinds();
        Set<Class<?>> commands = new HashSet<>();
        for (String log : GoldenLog.PRESENT) {
            Exchange exchange = new Exchange();
            for (RandomLog.Entry entry : requests(log)) {
                commands.add(entry.command().getClass());
                exchange.apply(entry.command(), entry.timeNanos(), met);
            }
            GoldenLog.halfway(log).forEach(piece -> met.kinds.add(piece.getClass()));
        }

        assertEquals(leaves(Command.class), commands);
        Set<Class<?>> kinds = leaves(Event.class);
        kinds.addAll(leaves(StateRecord.class));
        assertEquals(kinds, met.kinds);
        assertEquals(
                EnumSet.of(
                        RejectReason.CLIENT_ORDER_IDS_USED_UP,
                        RejectReason.TENANT_IDS_USED_UP,
                        RejectReason.CAPACITY_REACHED,
                        RejectReason.CHAIN_BROKEN),
                EnumSet.complementOf(EnumSet.copyOf(met.refusals)));
        assertEquals(EnumSet.allOf(ExpiryReason.class), met.expiries);
        assertEquals(EnumSet.allOf(CancelReason.class), met.cancels);
    }

    /** Kinds and reasons of all events so far. */
    private static final class SeenKinds implements EventSink {
        private final Set<Class<?>> kinds = new HashSet<>();
        private final Set<RejectReason> refusals = EnumSet.noneOf(RejectReason.class);
        private final Set<ExpiryReason> expiries = EnumSet.noneOf(ExpiryReason.class);
        private final Set<CancelReason> cancels = EnumSet.noneOf(CancelReason.class);

        @Override
        public void event(Event event) {
            kinds.add(event.getClass());
            switch (event) {
                case Rejection rejection -> refusals.add(rejection.reason());
                case OrderExpired expired -> expiries.add(expired.reason());
                case OrderCanceled canceled -> cancels.add(canceled.reason());
                default -> {
                    // The other kinds have no reason.
                }
            }
        }

        @Override
        public void repeated(FirstAnswer answer) {}
    }

    private static Set<Class<?>> leaves(Class<?> sealed) {
        Set<Class<?>> leaves = new HashSet<>();
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            leaves.addAll(permitted.isSealed() ? leaves(permitted) : Set.of(permitted));
        }
        return leaves;
    }
}
