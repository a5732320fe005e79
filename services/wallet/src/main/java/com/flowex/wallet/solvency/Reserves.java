package com.flowex.wallet.solvency;

import com.flowex.custody.ReserveMessage;
import com.flowex.domain.Asset;
import java.util.List;

/** What the exchange has on chains, with messages by which the keys of its addresses say so. */
@FunctionalInterface
public interface Reserves {

    /** One address. */
    record Reserve(ReserveMessage message, String signature) {}

    /**
     * Those of an asset now, signed for a claim.
     *
     * @param sequence event of the claim
     * @param root hexadecimal digits: of its tree
     * @throws com.flowex.custody.ChainException if a node does not say
     * @throws com.flowex.custody.SignerException if it is not signed
     */
    List<Reserve> of(Asset asset, long sequence, String root);
}
