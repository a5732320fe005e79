package com.flowex.wallet.app.payment;

import com.flowex.custody.chain.Chain;
import com.flowex.domain.value.AssetId;

/** Strategy for topping up the hot wallet, by itself or by a request to people. */
@FunctionalInterface
public interface HotWalletTopUp {

    /** Outcome of a top-up. */
    enum TopUpResult {
        /** The hot wallet has more money now. */
        FILLED,
        /** A top-up by people was requested. */
        REQUESTED,
        /** Nothing was done. */
        NOTHING
    }

    TopUpResult topUp(Chain chain, int tenant, AssetId asset);
}
