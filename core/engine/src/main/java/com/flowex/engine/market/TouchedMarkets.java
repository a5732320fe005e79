package com.flowex.engine.market;

import java.util.Arrays;

/** Markets that the present command touched. They check their triggers when the command's own work is done. */
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

    /** Begins another order's turn within the command, so that the price band is around the last trade before it. */
    public void beginTurn() {
        passage++;
    }

    /** Returns the number, within this process, of the present command or of the turn in it. */
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
            Arrays.sort(markets, 0, count, Market.BY_TURN);
        }
    }
}
