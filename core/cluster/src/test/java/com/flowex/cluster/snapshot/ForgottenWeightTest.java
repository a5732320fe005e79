package com.flowex.cluster.snapshot;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.reducer.EventLogPosition;
import com.flowex.cluster.reducer.StateMachine;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.EventSink;
import com.flowex.domain.market.Asset;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import org.junit.jupiter.api.Test;

/** Issue 14: a snapshot, and so its pause, does not grow with the exchange's age. Bytes are counted, not time. */
class ForgottenWeightTest implements EventSink {

    private static final long DAY = 86_400_000_000_000L;
    private static final int FRAME_LENGTH = 4_064;
    private static final int TRANSFERS = 20_000;
    private static final AssetId DOLLAR = new AssetId(1);
    private static final AccountId ADA = new AccountId(1, AccountId.CUSTOMERS_FROM);

    private final StateMachine core = StateMachine.EXCHANGE.fresh();
    private long timeNanos = 20_000 * DAY;
    private long ids;

    private void apply(Command command) {
        core.apply(command, ++timeNanos, this);
    }

    private void pay(int times, boolean isDated) {
        for (int i = 0; i < times; i++) {
            TransferId id = isDated ? TransferId.dated(timeNanos / 1_000_000, ++ids) : new TransferId(7, ++ids);
            apply(new PostTransfer(
                    new Transfer(id, AccountId.outsideOf(1), ADA, new Amount(DOLLAR, 1), TransferKind.DEPOSIT)));
        }
    }

    private void passAMonth() {
        timeNanos += 31 * DAY;
        for (int i = 0; i <= TRANSFERS / 100; i++) {
            apply(AdvanceTime.ADVANCE_TIME);
        }
    }

    private long weight() {
        long[] bytes = {0};
        new SnapshotWriter((_, length) -> bytes[0] += length, FRAME_LENGTH).write(core, EventLogPosition.START, 0);
        return bytes[0];
    }

    @Test
    void forgottenTransfersWeighNothingOrTenBytes() {
        apply(new AdoptRules(RulesVersion.NEWEST));
        apply(new ListAsset(new Asset(1, DOLLAR, "USD", new Scale(0), 1_000_000)));
        apply(new OpenAccount(ADA));
        pay(1, true);
        passAMonth();
        long empty = weight();

        pay(TRANSFERS, true);
        assertTrue(weight() > empty + 8 * TRANSFERS);
        passAMonth();
        long emptyAgain = weight();
        assertTrue(Math.abs(emptyAgain - empty) <= 32, () -> empty + " bytes, then " + emptyAgain);

        pay(TRANSFERS, false);
        passAMonth();
        double each = (double) (weight() - empty) / TRANSFERS;
        assertTrue(each > 8 && each < 11, () -> each + " bytes");
    }

    @Override
    public void event(Event event) {}

    @Override
    public void repeated(FirstAnswer answer) {}
}
