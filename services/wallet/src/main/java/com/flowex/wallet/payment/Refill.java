package com.flowex.wallet.payment;

import com.flowex.custody.Chain;
import com.flowex.domain.AssetId;

/** Fills the address from which a tenant pays, where that is possible without people. */
@FunctionalInterface
public interface Refill {

    /** Whether it was filled. */
    boolean refill(Chain chain, int tenant, AssetId asset);
}
