package com.flowex.engine.state;

import com.flowex.engine.market.Market;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Markets in which a command had too few steps for all its work: orders still to be ended, triggered orders still to
 * act. The backlog follows from the state, so it is not a part of it; it is due at once. Work that is due later has a
 * timer.
 */
public final class MarketBacklog {

    /** Markets by instrument id. */
    private final List<Market> markets = new ArrayList<>();

    /** Adds a market, or removes it. */
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
