package com.flowex.listings.choice;

import java.util.Set;

/**
 * What one tenant hides.
 *
 * @param version of when it was read: what was read before somebody's change is read again
 * @param ids of coins
 */
public record HiddenCoins(long version, Set<String> ids) {

    public HiddenCoins {
        ids = Set.copyOf(ids);
    }

    public boolean has(String coin) {
        return ids.contains(coin);
    }
}
