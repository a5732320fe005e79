package com.flowex.engine.ids;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.flowex.domain.RejectReason;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.state.ReservationState.ReservationStatus;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.TransferId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The compact memory of transfers against a list of records. */
class TransferIdsTest {

    private static final List<TransferKind> KINDS = List.of(TransferKind.values());
    private static final List<RejectReason> REASONS = List.of(RejectReason.values());

    private final TransferIds ids = new TransferIds();

    private static TransferId id(Random random) {
        return new TransferId(random.nextInt(3) - 1, random.nextLong() | 1);
    }

    private static AccountId account(Random random) {
        int tenant = 1 + random.nextInt(AccountId.TENANT_MAX);
        return new AccountId(tenant, 1 + random.nextLong(AccountId.NUMBER_MAX));
    }

    private static TransferStep step(Random random) {
        AssetId asset = new AssetId(1 + random.nextInt(Integer.MAX_VALUE));
        Amount amount = new Amount(asset, 1 + (random.nextLong() >>> 1 + random.nextInt(60)));
        Transfer transfer = new Transfer(
                id(random), account(random), account(random), amount, KINDS.get(random.nextInt(KINDS.size())));
        return switch (random.nextInt(4)) {
            case 0 -> new TransferStep.Post(transfer);
            case 1 -> new TransferStep.Reserve(transfer, random.nextLong() >>> 1);
            case 2 -> new TransferStep.PostReserved(transfer.id(), id(random), amount.units());
            default -> new TransferStep.VoidReserved(transfer.id(), id(random));
        };
    }

    /** Failure 6: nothing is ever forgotten or mixed up, whatever the ids, over many growths of the tables. */
    @Test
    void everyTransferStepIsFoundWithItsOutcome() {
        Random random = new Random(1);
        List<TransferStep> steps = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            TransferStep step = step(random);
            if (ids.find(step.id()) == TransferIds.UNKNOWN) {
                steps.add(step);
                remember(step, steps.size());
            }
        }
        for (int entry = 1; entry <= steps.size(); entry++) {
            check(steps.get(entry - 1), entry);
        }
        assertEquals(steps.size(), ids.count());
        assertEquals(TransferIds.UNKNOWN, ids.find(new TransferId(77, 77)));
    }

    private void remember(TransferStep step, int entry) {
        if (entry % 3 == 0) {
            ids.refuse(step, entry % 100, 100, REASONS.get(entry % REASONS.size()));
        } else {
            ids.done(step, entry % 100, 100, entry * 10_000_000_000L);
        }
        if (ids.isReservation(entry)) {
            assertEquals(ReservationStatus.OPEN, ids.reservation(entry));
            ids.setStatus(entry, entry % 2 == 0 ? ReservationStatus.EXPIRED : ReservationStatus.VOIDED);
        }
    }

    private void check(TransferStep step, int entry) {
        assertEquals(entry, ids.find(step.id()));
        assertEquals(step, ids.step(entry));
        assertEquals(entry - entry % 100, ids.chain(entry));
        assertEquals(100, ids.chainLength(entry));
        if (entry % 3 == 0) {
            assertEquals(REASONS.get(entry % REASONS.size()), ids.refusal(entry));
            assertEquals(0, ids.sequence(entry));
        } else {
            assertNull(ids.refusal(entry));
            assertEquals(entry * 10_000_000_000L, ids.sequence(entry));
        }
        assertEquals(step instanceof TransferStep.Reserve && entry % 3 != 0, ids.isReservation(entry));
        if (ids.isReservation(entry)) {
            assertEquals(entry % 2 == 0 ? ReservationStatus.EXPIRED : ReservationStatus.VOIDED, ids.reservation(entry));
        }
    }

    /** Failure 3. */
    @Test
    void idsRestoredFromASnapshotAreEqual() {
        Random random = new Random(2);
        TransferIds copy = new TransferIds();
        for (int entry = 1; entry <= 5_000; entry++) {
            int place = (entry - 1) % 7;
            TransferStep step = step(random);
            ids.done(step, place, 7, entry);
            TransferId chain = ids.id(entry - place);
            copy.restore(step, chain, 7, entry, null);

            assertEquals(ids.chain(entry), copy.chain(entry));
            assertEquals(ids.step(entry), copy.step(entry));
            assertEquals(ids.sequence(entry), copy.sequence(entry));
        }
    }
}
