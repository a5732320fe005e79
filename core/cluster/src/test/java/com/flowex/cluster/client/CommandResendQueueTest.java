package com.flowex.cluster.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.RejectReason;
import com.flowex.domain.account.KillScope;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ResolveClientOrderId;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.OrderId;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandResendQueueTest {
    private static final AccountId ACCOUNT = new AccountId(1, 1_000);
    private static final Command WITH_AN_ID = new ResolveClientOrderId(ACCOUNT, ClientOrderId.of("one"), true);
    private static final Command CANCEL = new CancelOrder(ACCOUNT, new OrderId(7));

    private final CommandResendQueue unanswered = new CommandResendQueue();

    private OutcomePromise take(Command command, long deadlineNanos) {
        OutcomePromise promise = new OutcomePromise(command, deadlineNanos);
        unanswered.take(promise);
        return promise;
    }

    @Test
    void commandsWithAnIdAreResentToTheNextLeaderInOrder() {
        OutcomePromise first = take(WITH_AN_ID, 10);
        OutcomePromise second = take(CANCEL, 10);
        assertTrue(first.isSentAgain() && second.isSentAgain());
        assertSame(first, unanswered.peek());
        unanswered.remove();
        assertSame(second, unanswered.peek());
        unanswered.remove();
        assertTrue(unanswered.isEmpty());
        assertNull(unanswered.peek());
        assertFalse(first.isDone() || second.isDone());
    }

    /** All orders may be other ones by then, and a switch another's. */
    @Test
    void nonIdempotentCommandIsUnknownAndNotResent() {
        for (Command command : List.of(
                new CancelOrders(ACCOUNT, null, null, CancelReason.REQUESTED),
                new SetKillSwitch(new KillScope.OfAccount(ACCOUNT), true))) {
            assertEquals(new Outcome.Unknown(), take(command, 10).join());
        }
        assertTrue(unanswered.isEmpty());
    }

    @Test
    void commandThatNoLeaderTakesInTimeIsUnknown() {
        OutcomePromise late = take(WITH_AN_ID, 10);
        OutcomePromise inTime = take(WITH_AN_ID, 20);
        unanswered.giveUpLate(15);
        assertEquals(new Outcome.Unknown(), late.join());
        assertSame(inTime, unanswered.peek());
        unanswered.giveUpAll();
        assertEquals(new Outcome.Unknown(), inTime.join());
        assertTrue(unanswered.isEmpty());
    }

    /** A refusal of the second cancel does not show whether the order ended by the first one or by a fill before it. */
    @Test
    void refusedSecondCancelIsUnknown() {
        Outcome refused = new Outcome.Rejected(RejectReason.UNKNOWN_ORDER, 9);
        assertEquals(new Outcome.Unknown(), CommandResendQueue.meant(CANCEL, refused));
        assertEquals(refused, CommandResendQueue.meant(WITH_AN_ID, refused));
        Outcome done = new Outcome.Accepted(9, 1, List.of());
        assertEquals(done, CommandResendQueue.meant(CANCEL, done));
    }

    @Test
    void theFirstAnswerIsItsOwn() {
        FirstAnswer first = new FirstAnswer.Accepted(new OrderId(7), 9);
        assertEquals(
                new Outcome.Repeated(first, true), CommandResendQueue.meant(WITH_AN_ID, new Outcome.Repeated(first)));
    }
}
