package com.flowex.wallet.reconcile;

import com.flowex.domain.AssetId;
import java.math.BigInteger;
import java.time.Instant;

/**
 * What a comparison of one asset on one network came to.
 *
 * @param chainUnits what the tenant's addresses have
 * @param expectedUnits what they must have, by what came in and went out
 * @param detail which postings or payments do not fit; empty if all do
 */
public record Finding(
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
        /** The chain has more than is known of: set aside, nothing stops, and two people book it. */
        SURPLUS,
        /** Something is missing, or the ledger does not fit. */
        DIFFERS,
        /** The node did not answer, or blocks came too fast. */
        UNKNOWN;

        /** True if nothing is missing. */
        boolean isSound() {
            return this == EQUAL || this == SURPLUS;
        }
    }
}
