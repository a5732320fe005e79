package com.flowex.engine.market;

import java.util.Arrays;

/** The markets that the command at hand touched: they look at their triggers when its own work is done. */
public final class TouchedMarkets {

    private Market[] markets = new Market[4];
    private int count;
    private long command;
    private long passage;

    public void begin() {
        count = 0;
        command++;
        passage++;
    }

    /** Within the command another order's turn begins: the band is around the last trade before it. */
    public void beginTurn() {
        passage++;
    }

    /** Number of the command at hand or of the turn within it, in this process. */
    public long passage() {
        return passage;
    }

    public void add(Market market) {
        if (market.isTouchedBy(command)) {
            return;
        }
        market.touchedBy(command);
        if (count == markets.length) {
            markets = Arrays.copyOf(markets, count * 2);
        }
        markets[count++] = market;
    }

    public int count() {
        return count;
    }

    public Market get(int index) {
        return markets[index];
    }

    public void sort() {
        if (count > 1) {
            Arrays.sort(markets, 0, count, Market.BY_ID);
        }
    }
}
