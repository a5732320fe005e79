package com.flowex.orderentry.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.failure.DatabaseUnavailableException;
import com.flowex.platform.projection.ReaderContext;
import com.flowex.platform.projection.status.ViewProgress;
import com.flowex.platform.testing.FakeExchange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A done command is reported as done on every interface, and without a word of HTTP: finding R1. */
@Timeout(900)
class ConsistentViewTest {

    private static final ReadAfterWrite<String> LATER = new ReadAfterWrite.Later<>("it is done", 5);

    /** A caller without a particular interface. */
    private record Asking(long minSequence) implements ReaderContext {
        @Override
        public AccountId account() {
            return new AccountId(1, 1_001);
        }
    }

    private final ViewProgress progress = new ViewProgress();
    private final CommandSubmitter orders = new CommandSubmitter(new FakeExchange(), new SimpleMeterRegistry());
    private final ConsistentView view = new ConsistentView(new ReadYourWrites(orders, Duration.ZERO), progress);

    @Test
    void visibleResultIsReturned() {
        progress.reached(5);

        assertEquals(new ReadAfterWrite.Now<>("it"), done(() -> "it"));
    }

    @Test
    void resultNotYetVisibleIsReportedAsDone() {
        progress.reached(4);

        assertEquals(LATER, done(() -> "it"));
    }

    @Test
    void aDatabaseThatIsAwayUndoesNothing() {
        progress.reached(5);

        assertEquals(LATER, done(() -> {
            throw new DatabaseUnavailableException("away", null);
        }));
    }

    @Test
    void refusalOfTheReadIsReturned() {
        progress.reached(5);

        Refusal refused = assertThrows(
                Refusal.class,
                () -> done(() -> {
                    throw Refusal.notFound("there is no such thing");
                }));

        assertEquals(RefusalCode.NOT_FOUND, refused.code());
    }

    @Test
    void eachDialectRendersTheResultItself() {
        assertEquals(
                "OK it", new ReadAfterWrite.Now<>("it").resolve("OK "::concat, (done, sequence) -> done + sequence));
        assertEquals("it is done 5", LATER.resolve("OK "::concat, (done, sequence) -> done + " " + sequence));
    }

    private ReadAfterWrite<String> done(Supplier<String> reading) {
        return view.afterDone("it is done", 5, new Asking(5), reading);
    }
}
