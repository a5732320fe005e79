package com.flowex.listings.app;

import java.util.List;
import java.util.Set;

/** Ids of coins that come before all others, in their order. */
public final class LeadingCoins {

    /** No coins. */
    public static final LeadingCoins NONE = new LeadingCoins(List.of());

    private final List<String> ids;
    private final Set<String> known;

    /** Copies the ids into a list and a set, because they are read often. */
    public LeadingCoins(List<String> ids) {
        this.ids = List.copyOf(ids);
        this.known = Set.copyOf(ids);
    }

    List<String> ids() {
        return ids;
    }

    boolean has(String coin) {
        return known.contains(coin);
    }
}
