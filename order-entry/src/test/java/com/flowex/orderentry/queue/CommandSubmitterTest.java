package com.flowex.orderentry.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.client.Outcome;
import com.flowex.domain.RejectReason;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.event.AccountOpened;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.testing.FakeExchange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(900)
class CommandSubmitterTest {

    private static final AccountId ADA = new AccountId(1, 1_001);
    private static final Command COMMAND = new OpenAccount(ADA);

    private final FakeExchange exchange = new FakeExchange();
    private final CommandSubmitter orders = new CommandSubmitter(exchange, new SimpleMeterRegistry());

    @Test
    void theLastEventOfAnAcceptedCommandIsRemembered() {
        exchange.answer(
                _ -> new Outcome.Accepted(5, 1, List.of(new AccountOpened(ADA, false), new AccountOpened(ADA, false))));
        orders.accepted(ADA, COMMAND);
        assertEquals(6, orders.lastSequence(ADA));

        exchange.answer(_ -> new Outcome.Accepted(2, 1, List.of()));
        orders.submit(ADA, COMMAND);
        assertEquals(6, orders.lastSequence(ADA));
        assertEquals(0, orders.lastSequence(new AccountId(1, 1_002)));
        assertEquals(0, orders.lastSequence(new AccountId(2, 1_001)));
    }

    @Test
    void refusalsAndRepeatedAnswersAreRememberedToo() {
        exchange.answer(_ -> new Outcome.Rejected(RejectReason.INSUFFICIENT_FUNDS, 9));
        orders.submit(ADA, COMMAND);
        assertEquals(9, orders.lastSequence(ADA));

        exchange.answer(_ -> new Outcome.Repeated(new FirstAnswer.Accepted(new OrderId(1), 12)));
        orders.submit(ADA, COMMAND);
        assertEquals(12, orders.lastSequence(ADA));

        exchange.answer(_ -> new Outcome.Repeated(new FirstAnswer.Posted(13)));
        orders.submit(ADA, COMMAND);
        assertEquals(13, orders.lastSequence(ADA));
    }

    /** Failure 16: unknown is not failed. */
    @Test
    void anUnknownOutcomeSaysToAskAgainWithTheSameId() {
        exchange.answer(_ -> new Outcome.Unknown());

        Refusal problem = assertThrows(Refusal.class, () -> orders.submit(ADA, COMMAND));
        assertEquals(RefusalCode.UNKNOWN_OUTCOME, problem.code());
        assertTrue(problem.detail().contains("the same id"), problem.detail());
        assertEquals(new Outcome.Unknown(), orders.outcome(ADA, COMMAND));
        assertEquals(0, orders.lastSequence(ADA));
    }

    @Test
    void everyOutcomeHasItsProblem() {
        exchange.answer(_ -> new Outcome.Unknown());
        assertEquals(RefusalCode.UNKNOWN_OUTCOME, problem().code());
        exchange.answer(_ -> new Outcome.Overloaded());
        assertEquals(RefusalCode.OVERLOADED, problem().code());
        assertEquals(1, problem().retryAfterSeconds());
        exchange.answer(_ -> new Outcome.Rejected(RejectReason.INSUFFICIENT_FUNDS, 0));
        assertEquals(RefusalCode.INSUFFICIENT_FUNDS, problem().code());
    }

    private Refusal problem() {
        return assertThrows(Refusal.class, () -> orders.accepted(ADA, COMMAND));
    }
}
