package com.flowex.wallet.app.lots;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Lots that are used up one after the other, from the oldest or from the newest. */
final class OrderedLots implements TaxLotBook {

    private final Deque<TaxLot> lots = new ArrayDeque<>();
    private final boolean newestFirst;

    OrderedLots(boolean newestFirst) {
        this.newestFirst = newestFirst;
    }

    @Override
    public void acquire(TaxLot lot) {
        lots.addLast(lot);
    }

    @Override
    public List<TaxLot> dispose(long units) {
        List<TaxLot> parts = new ArrayList<>();
        long requested = units;
        while (requested > 0 && !lots.isEmpty()) {
            TaxLot lot = newestFirst ? lots.removeLast() : lots.removeFirst();
            TaxLot part = lot.part(Math.min(requested, lot.units()));
            parts.add(part);
            requested -= part.units();
            if (part.units() < lot.units()) {
                giveBack(lot.without(part));
            }
        }
        if (requested > 0) {
            parts.add(new TaxLot(TaxLotOrigin.UNRECORDED, 0, requested, null));
        }
        return parts;
    }

    private void giveBack(TaxLot rest) {
        if (newestFirst) {
            lots.addLast(rest);
        } else {
            lots.addFirst(rest);
        }
    }

    @Override
    public List<TaxLot> remaining() {
        return List.copyOf(lots);
    }

    @Override
    public int size() {
        return lots.size();
    }
}
