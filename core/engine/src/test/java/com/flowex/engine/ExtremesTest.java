package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.event.Event;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.event.TransferPosted;
import com.flowex.engine.snapshot.StateAudit;
import com.flowex.engine.state.ExchangeState;
import com.flowex.testsupport.PropertyTestSeeds;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: arithmetic cannot overflow silently. Method: random worlds at the ends of every scale ({@link ExtremeLog}), each
 * event followed in whole numbers without bounds ({@link ExactBooks}): a command is refused with a reason, or exact.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExtremesTest {

    private final Set<String> refusals = new HashSet<>();
    private int trades;
    private int transfers;

    static LongStream seeds() {
        return PropertyTestSeeds.of(
                ExtremesTest.class, 120, LongStream.rangeClosed(1, 300).toArray());
    }

    /** Failures 7, 9 and 10. */
    @ParameterizedTest
    @MethodSource("seeds")
    void atTheEndsOfEveryScaleACommandIsRefusedOrExact(long seed) {
        ExtremeLog log = new ExtremeLog(seed);
        ExactBooks books = new ExactBooks(log);
        ExchangeState state = new ExchangeState();
        Exchange exchange = new Exchange(state);
        Recorder recorder = new Recorder();
        StateAudit audit = new StateAudit(state);
        for (int i = 0; i < ExtremeLog.COMMANDS; i++) {
            exchange.apply(log.next(), log.timeNanos(), recorder);
            for (Object answer : recorder.take()) {
                if (answer instanceof Event event) {
                    books.on(event);
                }
                note(answer);
            }
            audit.check();
        }
        Exchange copy = Replays.copyOf(exchange);
        assertEquals(exchange.digest(), copy.digest(), () -> PropertyTestSeeds.named(seed));
    }

    private void note(Object answer) {
        trades += answer instanceof TradeExecuted ? 1 : 0;
        transfers += answer instanceof TransferPosted ? 1 : 0;
        if (answer instanceof Rejection rejection) {
            refusals.add(rejection.reason().code());
        }
    }

    /** The worlds are worth something only if much of what is asked is done. */
    @AfterAll
    void theWorldsTradeMoveMoneyAndRefuse() {
        assertTrue(trades > 1_000, "trades " + trades);
        assertTrue(transfers > 1_000, "transfers " + transfers);
        assertTrue(
                refusals.containsAll(Set.of(
                        "scale_too_fine",
                        "notional_overflows",
                        "supply_exceeded",
                        "insufficient_funds",
                        "notional_too_large",
                        "price_outside_band")),
                refusals::toString);
    }
}
