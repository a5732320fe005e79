package com.flowex.risk.app.portfolio;

import com.flowex.risk.app.bar.DailyBar;
import java.math.BigDecimal;
import java.util.List;

/**
 * Holding of an asset, with its value.
 *
 * @param value in the reference asset
 * @param bars clean daily bars of its price in the reference asset, oldest first; empty for the reference asset itself
 * @param splitSuspected true if a jump in these prices was taken for a change of units and undone
 */
public record PricedAsset(
        String asset, BigDecimal quantity, BigDecimal value, List<DailyBar> bars, boolean splitSuspected) {

    public PricedAsset {
        bars = List.copyOf(bars);
    }

    /** Returns the same holding with daily bars. */
    public PricedAsset with(List<DailyBar> days, boolean split) {
        return new PricedAsset(asset, quantity, value, days, split);
    }
}
