package com.flowex.engine;

import java.util.Arrays;

/** The markets that the command at hand touched: they look at their triggers when its own work is done. */
final class Touched {

    private Market[] markets = new Market[4];
    private int count;
    private long command;
    private long passage;

    void begin() {
        count = 0;
        command++;
        passage++;
    }

    /** Within the command another order's turn begins: the band is around the last trade before it. */
    void beginTurn() {
        passage++;
    }

    /** Number of the command at hand or of the turn within it, in this process. */
    long passage() {
        return passage;
    }

    void add(Market market) {
        if (market.isTouchedBy(command)) {
            return;
        }
        market.touchedBy(command);
        if (count == markets.length) {
            markets = Arrays.copyOf(markets, count * 2);
        }
        markets[count++] = market;
    }

    int count() {
        return count;
    }

    Market get(int index) {
        return markets[index];
    }

    void sort() {
        if (count > 1) {
            Arrays.sort(markets, 0, count, Market.BY_ID);
        }
    }
}
