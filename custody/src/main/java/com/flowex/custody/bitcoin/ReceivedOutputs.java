package com.flowex.custody.bitcoin;

import java.util.List;

/**
 * Memory of the outputs that were paid to our addresses, since a node knows outputs by their ids only. The reader of
 * the blocks knows them all, as receipts. An output that a final transaction of ours spent can be left out.
 */
public interface ReceivedOutputs {

    /** Reference to an output of a transaction. */
    record Outpoint(String transaction, int index) {

        /** Returns the claim by which transactions reserve it. */
        public String claim() {
            return "out:" + transaction + ":" + index;
        }
    }

    /**
     * Returns the outputs that paid an address. Spent ones do no harm, since the node is asked about them; a missing
     * one is money that is not seen.
     */
    List<Outpoint> of(String address);
}
