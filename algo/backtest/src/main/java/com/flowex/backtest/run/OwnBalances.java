package com.flowex.backtest.run;

import com.flowex.domain.event.BalanceChanged;
import java.util.Arrays;

/** Balances of the run's account by asset id. */
final class OwnBalances {

    private long[] totals = new long[8];
    private long[] held = new long[8];

    void on(BalanceChanged changed) {
        int asset = changed.asset().value();
        if (asset >= totals.length) {
            totals = Arrays.copyOf(totals, 2 * asset);
            held = Arrays.copyOf(held, 2 * asset);
        }
        totals[asset] = changed.balanceUnits();
        held[asset] = changed.heldUnits();
    }

    long total(int asset) {
        return asset < totals.length ? totals[asset] : 0;
    }

    long available(int asset) {
        return asset < totals.length ? totals[asset] - held[asset] : 0;
    }

    /** Returns the totals of the assets 1 to {@code count}. */
    long[] totals(int count) {
        return Arrays.copyOfRange(totals, 1, count + 1);
    }
}
