package com.flowex.custody.bitcoin;

import java.util.List;

/**
 * Where outputs that were paid to our addresses are remembered: a node knows outputs by their names only. Whoever follows the
 * blocks knows them all, as receipts; what a final transaction of ours claimed can be left out for ever.
 */
public interface Coins {

    /** An output. */
    record Outpoint(String transaction, int index) {

        /** As transactions claim it. */
        public String claim() {
            return "out:" + transaction + ":" + index;
        }
    }

    /** Outputs that paid an address. Spent ones do no harm, the node is asked; one that is missing is money that is not seen. */
    List<Outpoint> of(String address);
}
