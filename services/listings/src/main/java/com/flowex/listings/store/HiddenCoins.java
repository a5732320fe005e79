package com.flowex.listings.store;

import java.util.Set;

/**
 * Coins that one tenant hides.
 *
 * @param version version at the time of reading: an older one than the table's is read again
 * @param ids ids of the coins
 */
public record HiddenCoins(long version, Set<String> ids) {

    public HiddenCoins {
        ids = Set.copyOf(ids);
    }

    public boolean has(String coin) {
        return ids.contains(coin);
    }
}
