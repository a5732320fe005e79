package com.flowex.wallet.store.reconcile;

import com.flowex.domain.value.AssetId;
import java.math.BigInteger;
import java.time.Instant;

/**
 * Result of comparing one asset on one network.
 *
 * @param chainUnits balance of the tenant's addresses
 * @param expectedUnits balance that follows from the recorded payments
 * @param detail postings or payments that do not fit; empty if all do
 */
public record ReconciliationResult(
        AssetId asset,
        String network,
        Verdict verdict,
        BigInteger chainUnits,
        BigInteger expectedUnits,
        String detail,
        Instant checkedAt) {

    /** Outcome of a comparison. */
    public enum Verdict {
        EQUAL,
        /** The chain has more than is recorded. The surplus is set aside and stops nothing; two people book it. */
        SURPLUS,
        /** Money is missing, or the ledger does not fit. */
        DIFFERS,
        /** The node did not answer, or blocks came too fast. */
        UNKNOWN;

        /** Returns true if nothing is missing. */
        public boolean isSound() {
            return this == EQUAL || this == SURPLUS;
        }
    }
}
