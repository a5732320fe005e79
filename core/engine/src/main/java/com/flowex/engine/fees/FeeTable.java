package com.flowex.engine.fees;

import com.flowex.domain.market.FeeSchedule;
import com.flowex.domain.market.FeeTier;
import java.util.List;

/** A {@link FeeSchedule} laid out for the matching loop: three arrays instead of a list of records of records. */
public final class FeeTable {

    private final long[] volumesFrom;
    private final int[] makers;
    private final int[] takers;

    public FeeTable(FeeSchedule schedule) {
        List<FeeTier> tiers = schedule.tiers();
        volumesFrom = new long[tiers.size()];
        makers = new int[tiers.size()];
        takers = new int[tiers.size()];
        for (int i = 0; i < volumesFrom.length; i++) {
            volumesFrom[i] = tiers.get(i).volumeFromUnits();
            makers[i] = tiers.get(i).rates().makerMillionths();
            takers[i] = tiers.get(i).rates().takerMillionths();
        }
    }

    /** Returns true if the volume matters. */
    public boolean isTiered() {
        return volumesFrom.length > 1;
    }

    /**
     * Returns the fee rate of a maker in millionths; a negative rate is a rebate.
     *
     * @param volumeUnits recently traded volume, 0 or more
     */
    public int makerMillionths(long volumeUnits) {
        return makers[tierOf(volumeUnits)];
    }

    /** Returns the fee rate of a taker in millionths. */
    public int takerMillionths(long volumeUnits) {
        return takers[tierOf(volumeUnits)];
    }

    private int tierOf(long volumeUnits) {
        int tier = volumesFrom.length - 1;
        while (volumesFrom[tier] > volumeUnits) {
            tier--;
        }
        return tier;
    }
}
