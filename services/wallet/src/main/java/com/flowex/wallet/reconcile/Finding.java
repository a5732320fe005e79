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

    /** Whether they say the same. */
    public enum Verdict {
        EQUAL,
        DIFFERS,
        /** The node did not answer, or blocks came too fast. */
        UNKNOWN
    }
}
