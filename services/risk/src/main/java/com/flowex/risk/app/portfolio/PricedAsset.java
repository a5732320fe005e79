package com.flowex.risk.app.portfolio;

import com.flowex.risk.app.bar.DailyBar;
import java.math.BigDecimal;
import java.util.List;

/**
 * Holding of an asset, with its value.
 *
 * @param value in the reference asset
 * @param bars clean daily bars of its price in the reference asset, oldest first; empty for the reference asset itself
 * @param spread median spread of its market's book over the last week, as a share of the price; 0 where it is not known
 * @param splitSuspected true if a jump in these prices was taken for a change of units and undone
 */
public record PricedAsset(
        String asset,
        BigDecimal quantity,
        BigDecimal value,
        List<DailyBar> bars,
        double spread,
        boolean splitSuspected) {

    public PricedAsset {
        bars = List.copyOf(bars);
    }

    /** Returns the same holding with daily bars, and the spread of its market. */
    public PricedAsset with(List<DailyBar> days, double ofBook, boolean split) {
        return new PricedAsset(asset, quantity, value, days, ofBook, split);
    }
}
