package com.flowex.wallet.solvency;

import com.flowex.domain.Asset;
import java.util.List;

/** What the exchange has on chains, with messages by which the keys of its addresses say so. */
@FunctionalInterface
public interface Reserves {

    /** Where no chain is watched. */
    Reserves NONE = (_, _) -> List.of();

    /**
     * One address.
     *
     * @param units as many as the chain shows there, in the asset's scale
     * @param message what was signed; names the exchange and the moment
     * @param signature in the network's own form
     */
    record Reserve(String network, String address, long units, String message, String signature) {}

    /** Those of an asset, as they were shown last. */
    List<Reserve> of(int tenant, Asset asset);
}
