package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.flowex.domain.RejectReason;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PostTransferChain;
import com.flowex.domain.event.ReservedExpired;
import com.flowex.domain.event.ReservedPosted;
import com.flowex.domain.event.TransferRejected;
import com.flowex.domain.event.TransferReserved;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Failure 8: the very nanosecond at which a reservation is over. */
class ReservationExpiryTest {

    private static final AccountId ADA = new AccountId(1, 1_000);

    private final Exchange exchange = new Exchange();
    private final Recorder recorder = new Recorder();

    @BeforeEach
    void open() {
        apply(1, new ListAsset(new Asset(1, new AssetId(1), "USD", new Scale(0), 100)));
        apply(2, new OpenAccount(ADA));
    }

    private Object apply(long timeNanos, Command command) {
        exchange.apply(command, timeNanos, recorder);
        List<Object> answers = recorder.take();
        return answers.isEmpty() ? "nothing" : answers.getFirst();
    }

    private Object reserve(long timeNanos, int id, long timeoutNanos) {
        Amount amount = new Amount(new AssetId(1), 10);
        Transfer transfer =
                new Transfer(new TransferId(0, id), AccountId.outsideOf(1), ADA, amount, TransferKind.DEPOSIT);
        return apply(timeNanos, new PostTransferChain(List.of(new TransferStep.Reserve(transfer, timeoutNanos))));
    }

    private Object post(long timeNanos, int id, int pending) {
        TransferStep step = new TransferStep.PostReserved(new TransferId(0, id), new TransferId(0, pending), 10);
        return apply(timeNanos, new PostTransferChain(List.of(step)));
    }

    @Test
    void aReservationIsOverAtItsTimeAndNotBefore() {
        reserve(100, 1, 50);
        reserve(100, 2, 50);

        assertInstanceOf(ReservedPosted.class, post(149, 3, 1));
        assertEquals(150, exchange.deadlineNanos());
        assertEquals(new TransferRejected(new TransferId(0, 4), RejectReason.RESERVATION_EXPIRED), post(150, 4, 2));
        assertInstanceOf(ReservedExpired.class, apply(150, AdvanceTime.ADVANCE_TIME));
        assertEquals(Long.MAX_VALUE, exchange.deadlineNanos());
    }

    /** Failure 10: a time-out past the end of time does not come round again. */
    @Test
    void aTimeOutPastTheEndOfTimeIsItsEnd() {
        TransferReserved reserved = assertInstanceOf(TransferReserved.class, reserve(100, 1, Long.MAX_VALUE));

        assertEquals(Long.MAX_VALUE, reserved.expiresNanos());
        assertEquals("nothing", apply(Long.MAX_VALUE - 1, AdvanceTime.ADVANCE_TIME));
        assertInstanceOf(ReservedPosted.class, post(Long.MAX_VALUE - 1, 2, 1));
    }
}
