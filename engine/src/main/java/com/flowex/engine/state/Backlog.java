package com.flowex.engine.state;

import com.flowex.engine.market.Market;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Markets in which a command had no steps for all that was to be done: orders still to be ended, triggered orders still to act. What
 * that is follows from the state, so this is no part of it; it is due at once. What is due later has a timer.
 */
public final class Backlog {

    /** By instrument id. */
    private final List<Market> markets = new ArrayList<>();

    /** Takes a market in, or out. */
    public void keep(Market market, boolean hasSomethingLeft) {
        if (!hasSomethingLeft) {
            markets.remove(market);
        } else if (!markets.contains(market)) {
            markets.add(market);
            markets.sort(Market.BY_ID);
        }
    }

    public int count() {
        return markets.size();
    }

    public Market get(int index) {
        return markets.get(index);
    }

    public void dropAllBut(Predicate<Market> hasSomethingLeft) {
        markets.removeIf(market -> !hasSomethingLeft.test(market));
    }
}
