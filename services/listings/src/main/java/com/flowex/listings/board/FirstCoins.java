package com.flowex.listings.board;

import java.util.List;
import java.util.Set;

/** Coins that come before all others, by their ids and in their order. */
public final class FirstCoins {

    /** None does. */
    public static final FirstCoins NONE = new FirstCoins(List.of());

    private final List<String> ids;
    private final Set<String> known;

    /** Made once and asked often. */
    public FirstCoins(List<String> ids) {
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
