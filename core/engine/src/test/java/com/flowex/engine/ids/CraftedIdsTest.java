package com.flowex.engine.ids;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.TransferId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Closes finding F13: ids that were chosen to stand in each other's way made each look at an id as long as there were ids.
 * Method: the last word of an id is found backwards from one and the same hash. Cells looked at are counted, not time.
 */
class CraftedIdsTest {

    private static final int CRAFTED = 5_000;
    private static final long SECRET = 0x5DEE_CE66_D1CE_CAFEL;
    private static final long COLLIDING = 0x1234_5678_9ABC_DEF0L;
    private static final int OWNER = 7;
    private static final int FEW = 64;

    private final ClientOrderIds ids = new ClientOrderIds();
    private final TransferIds transfers = new TransferIds();

    /** The odd number that this one times is 1. */
    private static long inverse(long odd) {
        long inverse = odd;
        for (int i = 0; i < 6; i++) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }

    private static long unshift(long mixed, int bits) {
        long value = mixed;
        for (int known = bits; known < Long.SIZE; known += bits) {
            value = mixed ^ value >>> bits;
        }
        return value;
    }

    /** Returns the value that {@link HashMixing#scramble} turns into this one. */
    private static long unscramble(long mixed) {
        long value = unshift(mixed, 31) * inverse(0x94D0_49BB_1331_11EBL);
        return unshift(unshift(value, 27) * inverse(0xBF58_476D_1CE4_E5B9L), 30);
    }

    private static ClientOrderId crafted(int number) {
        return crafted(OWNER, number);
    }

    private static ClientOrderId crafted(int owner, int number) {
        long hash = HashMixing.scramble(number + HashMixing.SEED * (owner + 1L));
        hash = HashMixing.scramble(HashMixing.scramble(hash));
        return new ClientOrderId(number, 0, 0, hash ^ unscramble(COLLIDING));
    }

    private static TransferId craftedTransfer(int number) {
        long high = HashMixing.mix(HashMixing.SEED, number);
        return new TransferId(number, unscramble(COLLIDING) - HashMixing.SEED - 31 * high);
    }

    private List<ClientOrderId> accept() {
        List<ClientOrderId> all = new ArrayList<>();
        for (int i = 1; i <= CRAFTED; i++) {
            all.add(crafted(i));
            ids.accept(OWNER, all.getLast(), i, i, i);
        }
        return all;
    }

    private int probes(List<ClientOrderId> all) {
        return all.stream().mapToInt(id -> ids.probes(OWNER, id)).max().orElseThrow();
    }

    /** The effect of the attack without a secret: the test would prove nothing if these ids caused no long probes. */
    @Test
    void craftedIdsStandInEachOthersWayWhereNothingIsSecret() {
        assertTrue(probes(accept()) > CRAFTED);
    }

    @Test
    void craftedIdsCauseNoLongProbesBehindASecret() {
        ids.hideBehind(SECRET);

        int most = probes(accept());

        assertTrue(most < FEW, () -> most + " cells");
    }

    @Test
    void tracesOfCraftedIdsCauseNoLongProbes() {
        ids.hideBehind(SECRET);
        ids.retainTraces();
        List<ClientOrderId> all = new ArrayList<>();
        for (int i = 1; i <= ClientOrderIds.ANSWERS_MAX + CRAFTED; i++) {
            all.add(crafted(i));
            ids.close(ids.accept(OWNER, all.getLast(), i, i, i), OWNER, i);
        }

        int most = probes(all);

        assertTrue(most < FEW, () -> most + " cells");
    }

    /** An account's trace says nothing of another account's id, however alike they were made. */
    @Test
    void aTraceIsItsOwnersAlone() {
        ids.restoreTrace(OWNER, IdHashes.of(OWNER + 1, crafted(1)), 1);
        ids.restoreTrace(OWNER + 1, IdHashes.of(OWNER + 1, crafted(2)), 1);

        assertTrue(ids.find(OWNER + 1, crafted(1), 2) == ClientOrderIds.UNKNOWN);
        assertTrue(ids.find(OWNER + 1, crafted(2), 2) == ClientOrderIds.EXPIRED);
    }

    private int probesOfTransfers() {
        int most = 0;
        for (int i = 1; i <= CRAFTED; i++) {
            transfers.done(new TransferStep.Post(transfer(i)), 0, 1, i);
        }
        for (int i = 1; i <= CRAFTED; i++) {
            most = Math.max(most, transfers.probes(craftedTransfer(i)));
        }
        return most;
    }

    private static Transfer transfer(int number) {
        return new Transfer(
                craftedTransfer(number),
                new AccountId(1, 100),
                new AccountId(1, 101),
                new Amount(new AssetId(1), 1),
                TransferKind.INTERNAL);
    }

    @Test
    void craftedTransfersStandInEachOthersWayWhereNothingIsSecret() {
        assertTrue(probesOfTransfers() > CRAFTED);
    }

    @Test
    void craftedTransfersCauseNoLongProbesBehindASecret() {
        transfers.hideBehind(SECRET);

        int most = probesOfTransfers();

        assertTrue(most < FEW, () -> most + " cells");
    }
}
