package com.flowex.risk.portfolio;

import com.flowex.risk.bar.DayBar;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a portfolio has of an asset, and what that is worth.
 *
 * @param value in the reference asset
 * @param bars clean days of its price in the reference asset, oldest first; empty for the reference asset itself
 * @param splitSuspected true if a jump in these prices was taken for a change of units and undone
 */
public record PricedAsset(
        String asset, BigDecimal quantity, BigDecimal value, List<DayBar> bars, boolean splitSuspected) {

    public PricedAsset {
        bars = List.copyOf(bars);
    }

    /** The same with days. */
    public PricedAsset with(List<DayBar> days, boolean split) {
        return new PricedAsset(asset, quantity, value, days, split);
    }
}
