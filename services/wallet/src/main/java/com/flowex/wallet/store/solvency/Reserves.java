package com.flowex.wallet.store.solvency;

import com.flowex.custody.ReserveMessage;
import com.flowex.domain.market.Asset;
import java.util.List;

/** Source of the exchange's reserves on chains, with messages signed by the keys of the addresses. */
@FunctionalInterface
public interface Reserves {

    /** Signed balance of one address. */
    record Reserve(ReserveMessage message, String signature) {}

    /**
     * Returns the present reserves of an asset, signed for a claim.
     *
     * @param sequence event of the claim
     * @param root root of the claim's tree, in hexadecimal digits
     * @throws com.flowex.custody.chain.ChainException if a node does not answer
     * @throws com.flowex.custody.SignerException if the message is not signed
     */
    List<Reserve> of(Asset asset, long sequence, String root);
}
