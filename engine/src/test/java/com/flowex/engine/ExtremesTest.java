package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.event.Event;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.event.TransferPosted;
import com.flowex.engine.snapshot.Audit;
import com.flowex.engine.state.ExchangeState;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: arithmetic cannot overflow silently. Method: random worlds at the ends of every scale ({@link ExtremeLog}), each
 * event followed in whole numbers without bounds ({@link ExactBooks}): a command is refused with a reason, or exact.
 */
class ExtremesTest {

    private static List<Long> seeds() {
        return LongStream.rangeClosed(1, 300).boxed().toList();
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
        Audit audit = new Audit(state);
        for (int i = 0; i < ExtremeLog.COMMANDS; i++) {
            exchange.apply(log.next(), log.timeNanos(), recorder);
            for (Object answer : recorder.take()) {
                if (answer instanceof Event event) {
                    books.on(event);
                }
            }
            audit.check();
        }
        Exchange copy = Replays.copyOf(exchange);
        assertEquals(exchange.digest(), copy.digest(), () -> "seed " + seed);
    }

    /** The worlds are worth something only if much of what is asked is done. */
    @Test
    void theWorldsTradeMoveMoneyAndRefuse() {
        int trades = 0;
        int transfers = 0;
        Set<String> refusals = new HashSet<>();
        Recorder recorder = new Recorder();
        for (long seed : seeds()) {
            ExtremeLog log = new ExtremeLog(seed);
            Exchange exchange = new Exchange();
            for (int i = 0; i < ExtremeLog.COMMANDS; i++) {
                exchange.apply(log.next(), log.timeNanos(), recorder);
            }
            for (Object answer : recorder.take()) {
                trades += answer instanceof TradeExecuted ? 1 : 0;
                transfers += answer instanceof TransferPosted ? 1 : 0;
                if (answer instanceof Rejection rejection) {
                    refusals.add(rejection.reason().code());
                }
            }
        }
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
