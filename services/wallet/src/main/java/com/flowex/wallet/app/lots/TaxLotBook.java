package com.flowex.wallet.app.lots;

import java.util.List;

/** Lots of one asset that an account holds. */
sealed interface TaxLotBook permits OrderedLots, AverageLots {

    void acquire(TaxLot lot);

    /**
     * Takes units out.
     *
     * @param units positive
     * @return parts of lots that add up to the units; those that no lot has are {@link TaxLotOrigin#UNRECORDED}
     */
    List<TaxLot> dispose(long units);

    /** Returns the remaining lots, oldest first. */
    List<TaxLot> remaining();

    int size();
}
