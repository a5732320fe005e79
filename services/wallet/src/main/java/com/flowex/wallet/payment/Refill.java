package com.flowex.wallet.payment;

import com.flowex.custody.Chain;
import com.flowex.domain.AssetId;

/** Fills the address from which a tenant pays, or sees to it that people do. */
@FunctionalInterface
public interface Refill {

    /** What became of it. */
    enum Said {
        /** There is more now. */
        FILLED,
        /** People were asked to bring some. */
        ASKED,
        /** Nobody does anything. */
        NOTHING
    }

    Said refill(Chain chain, int tenant, AssetId asset);
}
